package io.github.conditionalcache.version.marked;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.util.StringUtils;

/**
 * The properties of a type as it was written: those that proxies add do not count.
 */
final class TypeProperties {

	private final Class<?> type;

	private final boolean proxied;

	private final Set<Class<?>> hierarchy = new LinkedHashSet<>();

	private final Map<String, TypeProperty> properties = new LinkedHashMap<>();

	TypeProperties(Class<?> runtimeType) {
		this.type = withoutProxies(runtimeType);
		this.proxied = this.type != runtimeType;
		if (isWrittenClass()) {
			addHierarchy(this.type);
		}
		else {
			addInterfaces(runtimeType);
		}
		this.hierarchy.forEach(this::addFields);
		this.hierarchy.forEach(this::addMethods);
	}

	// Generated subclasses of Hibernate, Spring and others have random names and fields
	// that are never filled.
	private static Class<?> withoutProxies(Class<?> type) {
		Class<?> superclass = type.getSuperclass();
		boolean generated = type.getName().contains("$$") || type.getName().contains("$HibernateProxy");
		return (generated && superclass != null) ? withoutProxies(superclass) : type;
	}

	// Lambdas and JDK proxies have nothing but interfaces
	private boolean isWrittenClass() {
		return this.type != Object.class && !Proxy.isProxyClass(this.type);
	}

	private void addHierarchy(Class<?> start) {
		for (Class<?> current = start; current != null; current = current.getSuperclass()) {
			if (!isOfPlatform(current)) {
				this.hierarchy.add(current);
			}
			addInterfaces(current);
		}
	}

	private void addInterfaces(Class<?> current) {
		for (Class<?> implemented : current.getInterfaces()) {
			if (!isOfPlatform(implemented) && !implemented.getName().startsWith("org.hibernate.")) {
				this.hierarchy.add(implemented);
			}
			addInterfaces(implemented);
		}
	}

	private static boolean isOfPlatform(Class<?> type) {
		return type.getName().startsWith("java.");
	}

	private void addFields(Class<?> declaring) {
		for (Field field : declaring.getDeclaredFields()) {
			if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && isWritten(field.getName())) {
				property(field.getName()).add(field);
			}
		}
		if (declaring.isRecord()) {
			for (RecordComponent component : declaring.getRecordComponents()) {
				property(component.getName()).add(component);
			}
		}
	}

	private void addMethods(Class<?> declaring) {
		for (Method method : declaring.getDeclaredMethods()) {
			if (isReader(method)) {
				property(propertyName(method)).add(method);
			}
		}
	}

	private static boolean isReader(Method method) {
		return (method.getParameterCount() == 0) && method.getReturnType() != void.class
				&& !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic() && isWritten(method.getName());
	}

	// Bytecode enhancement adds members of its own.
	private static boolean isWritten(String member) {
		return !member.startsWith("$$_");
	}

	private String propertyName(Method method) {
		String name = method.getName();
		if (this.properties.containsKey(name)) {
			return name;
		}
		return isGetter(method) ? StringUtils.uncapitalizeAsProperty(name.substring(name.startsWith("is") ? 2 : 3))
				: name + "()";
	}

	static boolean isGetter(Method method) {
		String name = method.getName();
		boolean truth = method.getReturnType() == boolean.class || method.getReturnType() == Boolean.class;
		return (name.startsWith("get") && name.length() > 3) || (truth && name.startsWith("is") && name.length() > 2);
	}

	private TypeProperty property(String name) {
		return this.properties.computeIfAbsent(name, TypeProperty::new);
	}

	boolean areProxied() {
		return this.proxied;
	}

	// A name for the type that is the same on every node.
	String typeName() {
		if (isWrittenClass()) {
			return this.type.getName();
		}
		return this.hierarchy.stream().map(Class::getName).collect(Collectors.joining(","));
	}

	List<TypeProperty> marked(Marks mark) {
		return select((property) -> property.has(mark));
	}

	List<TypeProperty> named(String name) {
		return select((property) -> property.name().equals(name));
	}

	// Whether no property can change without the version of the row.
	boolean areCoveredByRow(Set<TypeProperty> identityAndVersion) {
		return !are(Marks.UNCOVERED) && select((property) -> !identityAndVersion.contains(property)).stream()
			.allMatch(TypeProperty::isCoveredByRow);
	}

	// Whether an annotation stands on the type itself, or on one that it extends
	boolean are(Marks mark) {
		return this.hierarchy.stream().anyMatch(mark::isOn);
	}

	Stream<TypeProperty> all() {
		return this.properties.values().stream();
	}

	private List<TypeProperty> select(Predicate<TypeProperty> predicate) {
		return this.properties.values().stream().filter(predicate).toList();
	}

}
