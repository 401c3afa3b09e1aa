package io.github.conditionalcache.version.declared;

import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.BaseStream;

import io.github.conditionalcache.Versioned;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.tag.VersionForm;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Which types of an expression can give a version or a date. Only types that can never
 * give one is refused: a value may be of a subclass, or of a class that implements an
 * interface as well as {@link Versioned}.
 */
public final class VersionTypes {

	private static final Set<Class<?>> WHOLE = Set.of(Versioned.class, EntityTag.class, Validators.class,
			OptionalLong.class, OptionalInt.class, OptionalDouble.class);

	/** Types that are no version, whatever else their classes may implement. */
	private static final Set<Class<?>> NEVER = Set.of(Map.class, Map.Entry.class, BaseStream.class, Iterator.class,
			CompletionStage.class, Future.class, Supplier.class, Callable.class);

	private static final Set<String> NEVER_BY_NAME = Set.of("org.reactivestreams.Publisher",
			"reactor.core.publisher.Mono", "reactor.core.publisher.Flux");

	private static final int MAX_DEPTH = 8;

	private VersionTypes() {
	}

	/**
	 * Returns why an expression never gives a version.
	 * @param types types of the values that it may give, empty if they are not known
	 * @return the reason, or {@code null} if it may give one
	 */
	public static @Nullable String whyNoVersion(List<ResolvableType> types) {
		return whyNone(types, VersionTypes::whyNoVersion);
	}

	/**
	 * Returns why an expression never gives the date of a change.
	 * @param types types of the values that it may give, empty if they are not known
	 * @return the reason, or {@code null} if it may give one
	 */
	public static @Nullable String whyNoDate(List<ResolvableType> types) {
		return whyNone(types, VersionTypes::whyNoDate);
	}

	private static @Nullable String whyNone(List<ResolvableType> types,
			Function<ResolvableType, @Nullable String> reason) {
		boolean never = !types.isEmpty() && types.stream().allMatch((type) -> reason.apply(type) != null);
		return never ? reason.apply(types.get(0)) : null;
	}

	private static @Nullable String whyNoVersion(ResolvableType type) {
		Class<?> element = element(type, 0);
		boolean may = VersionForm.of(element) != null || WHOLE.stream().anyMatch((one) -> one.isAssignableFrom(element))
				|| isOpen(element);
		return may ? null : "gives %s, which can't be a version".formatted(name(type));
	}

	private static @Nullable String whyNoDate(ResolvableType type) {
		Class<?> element = element(type, 0);
		VersionForm form = VersionForm.of(element);
		if (form != null && form.isLocalTime()) {
			return "gives %s, which names no instant, since it has no time zone".formatted(name(type));
		}
		boolean may = form == VersionForm.INSTANT || element.equals(Long.class) || element.equals(OptionalLong.class)
				|| isOpen(element);
		return may ? null : "gives %s, which can't be a date".formatted(name(type));
	}

	// A value declared as one of these may be of another class that is a version
	private static boolean isOpen(Class<?> type) {
		return type.equals(Object.class) || (Modifier.isAbstract(type.getModifiers()) && !isNever(type));
	}

	private static String name(ResolvableType type) {
		return (type.getType() instanceof TypeVariable) ? type.toClass().getName() : type.toString();
	}

	private static boolean isNever(Class<?> type) {
		return NEVER.stream().anyMatch((one) -> one.isAssignableFrom(type)) || NEVER_BY_NAME.contains(type.getName())
				|| type.equals(void.class);
	}

	// The type of a value in an Optional, or of one of several
	private static Class<?> element(ResolvableType type, int depth) {
		if (depth < MAX_DEPTH) {
			if (type.isArray()) {
				return element(type.getComponentType(), depth + 1);
			}
			for (Class<?> wrapper : List.of(Optional.class, Collection.class)) {
				ResolvableType wrapped = type.as(wrapper);
				if (!wrapped.equals(ResolvableType.NONE)) {
					return element(wrapped.getGeneric(0), depth + 1);
				}
			}
		}
		return ClassUtils.resolvePrimitiveIfNecessary(type.toClass());
	}

}
