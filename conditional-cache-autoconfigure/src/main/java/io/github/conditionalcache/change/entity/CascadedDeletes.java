package io.github.conditionalcache.change.entity;

import java.lang.reflect.AnnotatedElement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;
import org.hibernate.annotations.OnDelete;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;

/**
 * The entities whose rows the database itself deletes or changes when it deletes a row,
 * as {@link OnDelete} says: Hibernate tells nothing of these. Thread-safe.
 */
final class CascadedDeletes {

	private final Map<Class<?>, Set<Class<?>>> children = new HashMap<>();

	private final MappingMetamodelImplementor mapping;

	CascadedDeletes(MappingMetamodelImplementor mapping, Set<EntityType<?>> types) {
		this.mapping = mapping;
		types.forEach((type) -> type.getAttributes().forEach((attribute) -> add(type, attribute)));
	}

	private void add(EntityType<?> type, Attribute<?, ?> attribute) {
		if (!(attribute.getJavaMember() instanceof AnnotatedElement member)
				|| !member.isAnnotationPresent(OnDelete.class)) {
			return;
		}
		if (attribute instanceof PluralAttribute<?, ?, ?> plural) {
			add(type, plural.getElementType());
		}
		else if (attribute instanceof SingularAttribute<?, ?> singular) {
			add(singular.getType(), type);
		}
	}

	private void add(Type<?> parent, Type<?> child) {
		if (parent instanceof EntityType<?> && child instanceof EntityType<?>) {
			this.children.computeIfAbsent(parent.getJavaType(), (type) -> new HashSet<>()).add(child.getJavaType());
		}
	}

	/**
	 * Returns what else may change when a row of an entity is deleted.
	 * @param entity the entity
	 * @return names of tags
	 */
	Set<String> names(EntityMappingType entity) {
		Set<Class<?>> found = new HashSet<>();
		addChildren(entity.getMappedJavaType().getJavaTypeClass(), found);
		Set<String> names = new HashSet<>();
		found.forEach((type) -> names.addAll(TagNames.ofAnyRow(this.mapping.getEntityDescriptor(type))));
		return names;
	}

	// What a superclass or a subclass has counts as well
	private void addChildren(Class<?> parent, Set<Class<?>> found) {
		this.children.forEach((type, ofType) -> {
			if (type.isAssignableFrom(parent) || parent.isAssignableFrom(type)) {
				ofType.stream().filter(found::add).forEach((child) -> addChildren(child, found));
			}
		});
	}

}
