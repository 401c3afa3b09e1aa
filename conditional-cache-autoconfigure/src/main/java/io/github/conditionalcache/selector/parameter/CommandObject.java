package io.github.conditionalcache.selector.parameter;

import java.beans.PropertyDescriptor;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

import io.github.conditionalcache.selector.SimpleValues;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.Property;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.web.bind.annotation.BindParam;

/**
 * An object that Spring MVC makes of path variables, parameters and request fields: what
 * of it can be bound, and whether all of that is made of the text alone.
 */
final class CommandObject {

	private static final Set<String> ENTITY = Set.of("Entity", "Document", "Table", "Node", "RedisHash");

	private static final Set<String> IDENTITY = Set.of("Id", "EmbeddedId", "Version", "EtagVersion");

	private static final DefaultParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

	private final Conversions conversions;

	private final Set<String> names = new LinkedHashSet<>();

	private final Set<Class<?>> seen = new HashSet<>();

	private @Nullable Class<?> loaded;

	private CommandObject(Conversions conversions) {
		this.conversions = conversions;
	}

	/**
	 * Looks at a type.
	 * @param type type of the object
	 * @param conversions who converts
	 * @return the inputs that are bound to objects of that type
	 */
	static CommandObject of(ResolvableType type, Conversions conversions) {
		CommandObject object = new CommandObject(conversions);
		object.walk(type, true);
		return object;
	}

	/**
	 * Returns whether a type looks like a stored one, such as an entity.
	 * @param type the type
	 * @return whether it does
	 */
	static boolean isStored(Class<?> type) {
		return !type.getName().startsWith("java.")
				&& (isNamed(type, ENTITY) || members(type).anyMatch((member) -> isNamed(member, IDENTITY)));
	}

	/**
	 * Returns the names that values are bound by.
	 * @return names of properties, without nested ones
	 */
	Set<String> names() {
		return this.names;
	}

	/**
	 * Returns a type that may be loaded while the object is bound.
	 * @return the first such type, or {@code null} if there is none
	 */
	@Nullable Class<?> loaded() {
		return this.loaded;
	}

	private void walk(ResolvableType type, boolean outermost) {
		Class<?> raw = type.toClass();
		if (!this.seen.add(raw)) {
			return;
		}
		if (isStored(raw)) {
			load(raw);
		}
		Constructor<?> constructor = constructor(raw);
		if (constructor == null) {
			if (outermost) {
				load(raw);
			}
			return;
		}
		Parameter[] parameters = constructor.getParameters();
		@Nullable String @Nullable [] found = NAMES.getParameterNames(constructor);
		for (int i = 0; i < parameters.length; i++) {
			name(outermost, bindName(parameters[i], (found != null) ? found[i] : null));
			property(ResolvableType.forMethodParameter(new MethodParameter(constructor, i), type),
					parameters[i].getAnnotations());
		}
		for (PropertyDescriptor descriptor : BeanUtils.getPropertyDescriptors(raw)) {
			if (!descriptor.getName().equals("class")) {
				property(raw, descriptor, outermost);
			}
		}
		fields(raw).forEach((field) -> name(outermost, field.getName()));
	}

	private static @Nullable Constructor<?> constructor(Class<?> type) {
		if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
			return null;
		}
		try {
			return BeanUtils.getResolvableConstructor(type);
		}
		catch (IllegalStateException ex) {
			return null;
		}
	}

	private static @Nullable String bindName(Parameter parameter, @Nullable String name) {
		BindParam annotation = parameter.getAnnotation(BindParam.class);
		return (annotation != null && !annotation.value().isEmpty()) ? annotation.value() : name;
	}

	private void name(boolean outermost, @Nullable String name) {
		if (outermost && name != null) {
			this.names.add(name.replace("-", ""));
		}
	}

	private void property(Class<?> type, PropertyDescriptor descriptor, boolean outermost) {
		name(outermost, descriptor.getName());
		if (descriptor.getPropertyType() == null) {
			return;
		}
		TypeDescriptor property = new TypeDescriptor(
				new Property(type, descriptor.getReadMethod(), descriptor.getWriteMethod(), descriptor.getName()));
		if (descriptor.getWriteMethod() != null || isNested(property.getResolvableType())) {
			property(property.getResolvableType(), property.getAnnotations());
		}
	}

	private static boolean isNested(ResolvableType type) {
		Class<?> raw = Conversions.leaf(type).toClass();
		return !raw.isPrimitive() && !raw.getName().startsWith("java.");
	}

	private void property(ResolvableType type, Annotation[] annotations) {
		ResolvableType leaf = Conversions.leaf(type);
		boolean simple = SimpleValues.include(leaf);
		if (this.conversions.areOfApplication(type, annotations) || (this.conversions.haveEditors() && !simple)) {
			load(leaf.toClass());
		}
		if (!simple && isNested(leaf)) {
			if (!this.conversions.areOfFramework(leaf, annotations)) {
				walk(leaf, false);
			}
			else if (isStored(leaf.toClass())) {
				load(leaf.toClass());
			}
		}
	}

	private void load(Class<?> type) {
		this.loaded = (this.loaded != null) ? this.loaded : type;
	}

	private static Stream<Field> fields(Class<?> type) {
		return hierarchy(type).flatMap((c) -> Arrays.stream(c.getDeclaredFields()))
			.filter((field) -> !Modifier.isStatic(field.getModifiers()));
	}

	private static Stream<? extends AnnotatedElement> members(Class<?> type) {
		return hierarchy(type)
			.flatMap((c) -> Stream.of(c.getDeclaredFields(), c.getDeclaredMethods()).flatMap(Arrays::stream));
	}

	private static Stream<Class<?>> hierarchy(Class<?> type) {
		return Stream.<Class<?>>iterate(type, (c) -> c != null && c != Object.class, Class::getSuperclass);
	}

	private static boolean isNamed(AnnotatedElement element, Set<String> names) {
		return Arrays.stream(element.getAnnotations())
			.map(Annotation::annotationType)
			.anyMatch((type) -> names.contains(type.getSimpleName()));
	}

}
