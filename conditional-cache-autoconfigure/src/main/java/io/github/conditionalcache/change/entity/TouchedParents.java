package io.github.conditionalcache.change.entity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

import io.github.conditionalcache.change.ChangeTag;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * The entities that are touched with another one, as {@link ChangeTag#touches()} says.
 * Thread-safe.
 */
final class TouchedParents {

	private final List<Parent> parents;

	private TouchedParents(List<Parent> parents) {
		this.parents = List.copyOf(parents);
	}

	/**
	 * Finds the parents of an entity. Those of a superclass count as well.
	 * @param entity the entity
	 * @return its parents
	 * @throws InvalidChangeTagException if a name is not that of an association
	 */
	static TouchedParents of(EntityPersister entity) {
		List<Parent> found = new ArrayList<>();
		for (Class<?> type = entity.getMappedClass(); type != null; type = type.getSuperclass()) {
			ChangeTag tag = type.getDeclaredAnnotation(ChangeTag.class);
			for (String name : (tag != null) ? tag.touches() : new String[0]) {
				found.add(parent(entity, type, name));
			}
		}
		return new TouchedParents(found);
	}

	private static Parent parent(EntityPersister entity, Class<?> type, String name) {
		if (entity.findAttributeMapping(name) instanceof ToOneAttributeMapping association) {
			return new Parent(association, TagNames.ofAnyRow(association.getAssociatedEntityMappingType()));
		}
		throw new InvalidChangeTagException(type, "touches [%s], which is no association to one entity".formatted(name),
				"Name an attribute with @ManyToOne or @OneToOne.");
	}

	/**
	 * Returns the parents' tags, where it is not known which rows these are.
	 * @return names of tags
	 */
	Set<String> names() {
		Set<String> names = new HashSet<>();
		this.parents.forEach((parent) -> names.addAll(parent.names()));
		return names;
	}

	/**
	 * Finds the parents of a row.
	 * @param state values of all attributes, or {@code null} if they are not known
	 * @param session the session
	 * @param found takes the names of a parent's tags, and its id or {@code null} if that
	 * is not known
	 */
	void find(@Nullable Object @Nullable [] state, SharedSessionContractImplementor session,
			BiConsumer<Set<String>, @Nullable Object> found) {
		for (Parent parent : this.parents) {
			ToOneAttributeMapping association = parent.association();
			Object value = (state != null) ? state[association.getStateArrayPosition()] : null;
			if (state == null || value != null) {
				found.accept(parent.names(),
						(value != null) ? id(value, association.getAssociatedEntityMappingType(), session) : null);
			}
		}
	}

	private static @Nullable Object id(Object value, EntityMappingType parent,
			SharedSessionContractImplementor session) {
		LazyInitializer proxy = HibernateProxy.extractLazyInitializer(value);
		if (proxy != null) {
			return proxy.getInternalIdentifier();
		}
		boolean known = parent.getMappedJavaType().getJavaTypeClass().isInstance(value);
		return known ? parent.getEntityPersister().getIdentifier(value, session) : null;
	}

	/**
	 * One of the parents.
	 *
	 * @param association the attribute that refers to it
	 * @param names names of its tags
	 */
	private record Parent(ToOneAttributeMapping association, Set<String> names) {

	}

}
