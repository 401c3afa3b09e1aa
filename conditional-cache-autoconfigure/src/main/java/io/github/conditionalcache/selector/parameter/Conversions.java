package io.github.conditionalcache.selector.parameter;

import java.beans.PropertyEditorManager;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.conditionalcache.selector.SimpleValues;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.SimpleTypeConverter;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.format.AnnotationFormatterFactory;
import org.springframework.format.Formatter;
import org.springframework.format.Parser;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the converter from the text of a request to the type that a handler takes. The
 * framework's own converters make a value of the text alone. Those of the application may
 * load something. Thread-safe.
 */
final class Conversions {

	private static final List<String> FRAMEWORK = List.of("org.springframework.core.convert.",
			"org.springframework.format.", "org.springframework.boot.", "org.springframework.data.geo.format.");

	/** Calls a static finder of the target type, such as Book.findBook(id). */
	private static final String LOADS = "org.springframework.core.convert.support.IdToEntityConverter";

	private static final Set<Class<?>> ADAPTED = Set.of(Converter.class, ConverterFactory.class, Parser.class,
			Formatter.class, AnnotationFormatterFactory.class);

	private static final List<TypeDescriptor> SOURCES = List.of(TypeDescriptor.valueOf(String.class),
			TypeDescriptor.valueOf(String[].class),
			TypeDescriptor.collection(List.class, TypeDescriptor.valueOf(String.class)));

	private final @Nullable ConversionService service;

	private final boolean editors;

	private final @Nullable Method lookup = ReflectionUtils.findMethod(GenericConversionService.class, "getConverter",
			TypeDescriptor.class, TypeDescriptor.class);

	/**
	 * Creates the search.
	 * @param service converts the text of requests, or {@code null} if only property
	 * editors do
	 * @param editors whether the application adds property editors
	 */
	Conversions(@Nullable ConversionService service, boolean editors) {
		this.service = service;
		this.editors = editors;
	}

	/**
	 * Returns the same with property editors, which come before all converters.
	 * @return conversions of a handler that has them
	 */
	Conversions withEditors() {
		return new Conversions(this.service, true);
	}

	/**
	 * Returns whether property editors of the application may be used. They may be
	 * registered for any type, and for each request.
	 * @return whether they may
	 */
	boolean haveEditors() {
		return this.editors;
	}

	/**
	 * Returns whether the framework alone converts to a type.
	 * @param type the type
	 * @param annotations annotations of the parameter or property
	 * @return {@code false} if the application does, or if it is not known who does
	 */
	boolean areOfFramework(ResolvableType type, Annotation... annotations) {
		return !areOfApplication(type, annotations) && isConvertible(leaf(type), annotations);
	}

	/**
	 * Returns whether the application converts to a type, or to its elements.
	 * @param type the type
	 * @param annotations annotations of the parameter or property
	 * @return whether it does
	 */
	boolean areOfApplication(ResolvableType type, Annotation... annotations) {
		ResolvableType leaf = leaf(type);
		if (BeanUtils.findEditorByConvention(leaf.toClass()) != null && !isSimple(leaf)) {
			return true;
		}
		return Stream.of(type, leaf)
			.map((target) -> descriptor(target, annotations))
			.anyMatch((target) -> SOURCES.stream().anyMatch((source) -> isOfApplication(source, target)));
	}

	private static boolean isSimple(ResolvableType type) {
		return BeanUtils.isSimpleValueType(type.toClass());
	}

	private boolean isConvertible(ResolvableType leaf, Annotation... annotations) {
		Class<?> type = leaf.toClass();
		if (isSimple(leaf) || type == Object.class || type.isAssignableFrom(String.class)) {
			return true;
		}
		TypeDescriptor target = descriptor(leaf, annotations);
		return (this.service != null && this.service.canConvert(SOURCES.get(0), target))
				|| new SimpleTypeConverter().getDefaultEditor(type) != null
				|| PropertyEditorManager.findEditor(type) != null;
	}

	static ResolvableType leaf(ResolvableType type) {
		ResolvableType element = SimpleValues.elementOf(type);
		if (element == null && Map.class.isAssignableFrom(type.toClass())) {
			element = type.asMap().getGeneric(1);
		}
		if (element == null && Stream.class.isAssignableFrom(type.toClass())) {
			element = type.as(Stream.class).getGeneric(0);
		}
		return (element != null) ? leaf(element) : type;
	}

	private static TypeDescriptor descriptor(ResolvableType type, Annotation... annotations) {
		return new TypeDescriptor(type, null, annotations);
	}

	private boolean isOfApplication(TypeDescriptor source, TypeDescriptor target) {
		if (this.service == null) {
			return false;
		}
		if (!(this.service instanceof GenericConversionService) || this.lookup == null) {
			return this.service.canConvert(source, target);
		}
		ReflectionUtils.makeAccessible(this.lookup);
		Object converter = ReflectionUtils.invokeMethod(this.lookup, this.service, source, target);
		return converter instanceof GenericConverter generic && !isOfFramework(madeBy(generic));
	}

	private static boolean isOfFramework(Class<?> type) {
		return FRAMEWORK.stream().anyMatch(type.getName()::startsWith) && !type.getName().equals(LOADS);
	}

	// Spring's adapters hold the registered converter in a field
	private static Class<?> madeBy(GenericConverter converter) {
		for (Field field : converter.getClass().getDeclaredFields()) {
			if (ADAPTED.contains(field.getType())) {
				ReflectionUtils.makeAccessible(field);
				Object adapted = ReflectionUtils.getField(field, converter);
				return (adapted != null) ? adapted.getClass() : converter.getClass();
			}
		}
		return converter.getClass();
	}

}
