package io.github.conditionalcache.change.entity.read;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.conditionalcache.version.marked.MappedProperties;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.MapAttribute;
import jakarta.persistence.metamodel.Metamodel;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;
import org.jspecify.annotations.Nullable;

/**
 * The types that an entity may show: its own, its subclasses, embedded ones, and those of
 * all associations, lazy or not. Not thread-safe.
 */
final class ShownTypes {

	private final Metamodel metamodel;

	private final Map<Class<?>, ManagedType<?>> found = new LinkedHashMap<>();

	private @Nullable String beyond;

	/**
	 * Finds the types.
	 * @param metamodel the types that are mapped
	 * @param start the type to begin with
	 */
	ShownTypes(Metamodel metamodel, Class<?> start) {
		this.metamodel = metamodel;
		add(metamodel.managedType(start));
	}

	private void add(ManagedType<?> type) {
		this.metamodel.getManagedTypes()
			.stream()
			.filter((other) -> other.getJavaType() != null && type.getJavaType().isAssignableFrom(other.getJavaType()))
			.filter((other) -> this.found.putIfAbsent(other.getJavaType(), other) == null)
			.toList()
			.forEach(this::addAttributes);
	}

	private void addAttributes(ManagedType<?> type) {
		type.getAttributes().forEach((attribute) -> types(attribute).forEach((shown) -> {
			if (shown instanceof ManagedType<?> managed) {
				add(managed);
			}
			else if (shown.getPersistenceType() != Type.PersistenceType.BASIC) {
				this.beyond = type.getJavaType().getSimpleName() + "." + attribute.getName();
			}
		}));
	}

	private static Stream<Type<?>> types(Attribute<?, ?> attribute) {
		if (attribute instanceof MapAttribute<?, ?, ?> map) {
			return Stream.of(map.getKeyType(), map.getElementType());
		}
		if (attribute instanceof PluralAttribute<?, ?, ?> plural) {
			return Stream.of(plural.getElementType());
		}
		return (attribute instanceof SingularAttribute<?, ?> singular) ? Stream.of(singular.getType()) : Stream.of();
	}

	/**
	 * Returns the types.
	 * @return their classes
	 */
	Collection<Class<?>> classes() {
		return this.found.keySet();
	}

	/**
	 * Returns the properties that the values may show beyond the mapping.
	 * @return name of a property or a type, or {@code null} if there is none
	 */
	@Nullable String beyondMapping() {
		return (this.beyond != null) ? this.beyond
				: this.found.values()
					.stream()
					.map(ShownTypes::beyond)
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(null);
	}

	private static @Nullable String beyond(ManagedType<?> type) {
		return MappedProperties.beyond(type.getJavaType(),
				new MappedProperties.Mapping(names(type, (attribute) -> isValue(attribute) && isIdentity(attribute)),
						names(type, ShownTypes::isValue), names(type, (attribute) -> !isValue(attribute))));
	}

	private static Set<String> names(ManagedType<?> type, Predicate<Attribute<?, ?>> which) {
		Set<String> names = new HashSet<>();
		type.getAttributes().forEach((attribute) -> {
			if (which.test(attribute)) {
				names.add(attribute.getName());
			}
		});
		return names;
	}

	private static boolean isIdentity(Attribute<?, ?> attribute) {
		return attribute instanceof SingularAttribute<?, ?> singular && singular.isId();
	}

	private static boolean isValue(Attribute<?, ?> attribute) {
		return attribute instanceof SingularAttribute<?, ?> singular
				&& singular.getType().getPersistenceType() == Type.PersistenceType.BASIC;
	}

}
