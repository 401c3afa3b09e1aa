package io.github.conditionalcache.version.marked;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.MonthDay;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The members of a type, its superclasses and interfaces that are one property: fields
 * and getters of one name, or a single method that is neither.
 */
final class TypeProperty {

	private static final String JACKSON = "com.fasterxml.jackson.annotation.";

	private final String name;

	private final List<Field> fields = new ArrayList<>();

	private final List<Method> getters = new ArrayList<>();

	private final List<AnnotatedElement> elements = new ArrayList<>();

	TypeProperty(String name) {
		this.name = name;
	}

	String name() {
		return this.name;
	}

	void add(Field field) {
		this.fields.add(field);
		this.elements.add(field);
	}

	void add(Method getter) {
		this.getters.add(getter);
		this.elements.add(getter);
	}

	void add(AnnotatedElement recordComponent) {
		this.elements.add(recordComponent);
	}

	boolean has(Marks mark) {
		return this.elements.stream().anyMatch(mark::isOn);
	}

	// How to read the property, or {@code null} if that is not possible. A getter goes
	// before the field, because the fields of a lazy proxy are never filled.
	@Nullable Accessor accessor(Marks mark, boolean proxied) {
		for (Method getter : this.getters) {
			if (mark.isOn(getter) || isAccessorOfField(getter)) {
				return (proxied && !isOverridable(getter)) ? null : accessor(getter);
			}
		}
		if (proxied || this.fields.isEmpty()) {
			return null;
		}
		Field field = this.fields.get(0);
		ReflectionUtils.makeAccessible(field);
		return (target) -> ReflectionUtils.getField(field, target);
	}

	private static Accessor accessor(Method getter) {
		ReflectionUtils.makeAccessible(getter);
		return (target) -> ReflectionUtils.invokeMethod(getter, target);
	}

	private boolean isAccessorOfField(Method getter) {
		return this.fields.isEmpty() || (!Modifier.isPrivate(getter.getModifiers())
				&& ClassUtils.isAssignable(this.fields.get(0).getType(), getter.getReturnType()));
	}

	private static boolean isOverridable(Method method) {
		return !Modifier.isFinal(method.getModifiers()) && !Modifier.isPrivate(method.getModifiers());
	}

	// Whether the property cannot change without the version of the row: stored in it,
	// and neither an association nor computed.
	boolean isCoveredByRow() {
		if (has(Marks.UNCOVERED)) {
			return false;
		}
		if (this.fields.isEmpty()) {
			return !isSerialised();
		}
		return this.fields.stream().allMatch(TypeProperty::isStoredValue)
				&& this.getters.stream().map(Method::getReturnType).allMatch(TypeProperty::isSimple);
	}

	// Whether the property is neither stored nor shown
	boolean isHidden() {
		return this.fields.isEmpty() && !has(Marks.UNMAPPED) && !isSerialised();
	}

	// Whether the property identifies the value, which then never changes
	boolean isMappedIdentity() {
		return !has(Marks.UNMAPPED) && !this.fields.isEmpty();
	}

	// Whether the property shows a column as it is
	boolean isMappedValue() {
		return !has(Marks.UNMAPPED) && !this.fields.isEmpty()
				&& this.fields.stream().allMatch((field) -> isStoredValue(field) || isStoredValues(field))
				&& this.getters.stream().allMatch(this::isOfFieldsType);
	}

	// Whether the property shows an association or an embedded object as it is
	boolean isMappedOtherwise() {
		return !has(Marks.UNMAPPED) && !this.fields.isEmpty()
				&& this.fields.stream()
					.noneMatch((field) -> Modifier.isTransient(field.getModifiers()) || isWrittenElsewhere(field))
				&& this.getters.stream().allMatch(this::isOfFieldsType);
	}

	private boolean isOfFieldsType(Method getter) {
		Class<?> type = this.fields.get(0).getType();
		return Modifier.isAbstract(getter.getModifiers()) || (isSimple(getter.getReturnType()) == isSimple(type)
				&& ClassUtils.isAssignable(getter.getReturnType(), type));
	}

	// Several values in one column, as in an array or in JSON
	private static boolean isStoredValues(Field field) {
		ResolvableType type = ResolvableType.forField(field);
		boolean ofPlatform = type.isArray() || type.toClass().getName().startsWith("java.util.");
		List<ResolvableType> parts = type.isArray() ? List.of(type.getComponentType()) : List.of(type.getGenerics());
		return ofPlatform && !parts.isEmpty() && parts.stream().allMatch((part) -> isSimple(part.toClass()))
				&& !Modifier.isTransient(field.getModifiers()) && !isWrittenElsewhere(field);
	}

	private boolean isSerialised() {
		return this.getters.stream().anyMatch((getter) -> isPublicGetter(getter) || isNamedByJackson(getter));
	}

	private static boolean isPublicGetter(Method method) {
		return Modifier.isPublic(method.getModifiers()) && TypeProperties.isGetter(method);
	}

	private static boolean isNamedByJackson(Method method) {
		return MergedAnnotations.from(method)
			.stream()
			.anyMatch((annotation) -> annotation.getType().getName().startsWith(JACKSON));
	}

	private static boolean isStoredValue(Field field) {
		return !Modifier.isTransient(field.getModifiers()) && isSimple(field.getType()) && !isWrittenElsewhere(field);
	}

	private static boolean isWrittenElsewhere(Field field) {
		return MergedAnnotations.from(field)
			.stream("jakarta.persistence.Column")
			.anyMatch((column) -> !column.getBoolean("insertable") && !column.getBoolean("updatable"));
	}

	private static boolean isSimple(Class<?> type) {
		return ClassUtils.isSimpleValueType(type) || type == byte[].class || type == MonthDay.class
				|| TemporalAmount.class.isAssignableFrom(type);
	}

	@Override
	public String toString() {
		return this.name + Arrays.toString(this.elements.toArray());
	}

	/**
	 * Reads a property of a value.
	 */
	@FunctionalInterface
	interface Accessor {

		@Nullable Object get(Object target);

	}

}
