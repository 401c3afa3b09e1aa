package io.github.conditionalcache.version.declared;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.tag.CanonicalValues;
import io.github.conditionalcache.tag.VersionForm;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.ObjectUtils;

/**
 * The kind of a version. Where two kinds are compared, somebody has made a mistake: no
 * value of the one ever equals one of the other. Immutable.
 *
 * @param name the name that people know it by
 * @param elements kinds of its elements
 */
record VersionKind(String name, List<VersionKind> elements) {

	private static final VersionKind ABSENT = new VersionKind("absent", List.of());

	private static final VersionKind TAG = new VersionKind("an entity tag", List.of());

	/**
	 * The kind of a version.
	 * @param value the version
	 * @return the kind, or {@code null} if there is no version, or it is none
	 */
	static @Nullable VersionKind of(@Nullable Object value) {
		Object present = CanonicalValues.unwrap(value);
		if (present == null) {
			return null;
		}
		if (present instanceof EntityTag || present instanceof Validators) {
			return TAG;
		}
		VersionForm form = VersionForm.of(present.getClass());
		return (form != null) ? new VersionKind(name(form, present.getClass()), elements(form, present)) : null;
	}

	/**
	 * The kind of the versions that an expression gives.
	 * @param types types of the values that it may give
	 * @return the kind, or {@code null} if the types leave it open
	 */
	static @Nullable VersionKind ofTypes(List<ResolvableType> types) {
		boolean one = types.stream().map(ResolvableType::toString).distinct().count() == 1;
		return one ? ofType(types.get(0)) : null;
	}

	/**
	 * The kind of the versions of a type.
	 * @param type the type
	 * @return the kind, or {@code null} if the type leaves it open
	 */
	static @Nullable VersionKind ofType(ResolvableType type) {
		Class<?> raw = ClassUtils.resolvePrimitiveIfNecessary(type.toClass());
		if (raw == Optional.class) {
			return ofType(type.getGeneric());
		}
		if (raw == OptionalLong.class || raw == OptionalInt.class) {
			return new VersionKind(VersionForm.WHOLE_NUMBER.description(), List.of());
		}
		if (raw == OptionalDouble.class) {
			return new VersionKind(VersionForm.FLOATING_POINT.description(), List.of());
		}
		if (raw == EntityTag.class || raw == Validators.class) {
			return TAG;
		}
		VersionForm form = isOpen(raw) ? null : VersionForm.of(raw);
		return (form != null) ? new VersionKind(name(form, raw), List.of()) : null;
	}

	// A Date may be one of java.sql, and the elements of others may be anything
	private static boolean isOpen(Class<?> type) {
		return type == java.util.Date.class || type == Enum.class || Collection.class.isAssignableFrom(type)
				|| (type.isArray() && type != byte[].class);
	}

	/**
	 * Whether versions of this kind are validators already.
	 * @return {@code true} if they are sent as they are
	 */
	boolean isVerbatim() {
		return equals(TAG);
	}

	private static String name(VersionForm form, Class<?> type) {
		if (form != VersionForm.ENUM) {
			return form.description();
		}
		return "a " + (type.isEnum() ? type : type.getSuperclass()).getName();
	}

	private static List<VersionKind> elements(VersionForm form, Object value) {
		if (form == VersionForm.LIST) {
			return elements(value).map(VersionKind::ofElement).toList();
		}
		if (form == VersionForm.SET) {
			List<VersionKind> distinct = elements(value).map(VersionKind::ofElement).distinct().toList();
			return (distinct.size() == 1) ? distinct : List.of();
		}
		return List.of();
	}

	private static Stream<?> elements(Object value) {
		return (value instanceof Collection<?> collection) ? collection.stream()
				: Arrays.stream(ObjectUtils.toObjectArray(value));
	}

	private static VersionKind ofElement(@Nullable Object element) {
		VersionKind kind = of(element);
		return (kind != null) ? kind : ABSENT;
	}

	/**
	 * Whether versions of this kind may equal versions of another.
	 * @param other the other
	 * @return {@code false} if they never do
	 */
	boolean isComparableWith(VersionKind other) {
		if (equals(ABSENT) || other.equals(ABSENT)) {
			return true;
		}
		if (!this.name.equals(other.name)) {
			return false;
		}
		for (int i = 0; i < Math.min(this.elements.size(), other.elements.size()); i++) {
			if (!this.elements.get(i).isComparableWith(other.elements.get(i))) {
				return false;
			}
		}
		return true;
	}

	@Override
	public String toString() {
		return this.elements.isEmpty() ? this.name
				: this.elements.stream()
					.map(VersionKind::toString)
					.collect(Collectors.joining(", ", this.name + " of (", ")"));
	}

}
