package io.github.conditionalcache.change.entity.read;

import java.util.concurrent.atomic.AtomicBoolean;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an entity that its tags do not cover, however it was mapped.
 */
final class EntityFacts {

	private EntityFacts() {
	}

	/**
	 * Returns why tags do not cover an entity.
	 * @param entity the entity
	 * @return the reason, a clause, or {@code null}
	 */
	static @Nullable String whyNotCovered(EntityPersister entity) {
		String name = entity.getMappedClass().getSimpleName();
		if (entity.canReadFromCache() || hasCachedCollection(entity)) {
			return name + " is in the second-level cache, which may be older than its tags";
		}
		return (!entity.isMutable() || entity.hasWhereRestrictions() || isComputed(entity))
				? name + " shows data that is not mapped, or is not written by Hibernate" : null;
	}

	private static boolean hasCachedCollection(EntityPersister entity) {
		SessionFactoryImplementor factory = entity.getFactory();
		AtomicBoolean cached = new AtomicBoolean();
		factory.getMappingMetamodel().forEachCollectionDescriptor((collection) -> {
			if (collection.hasCache() && entity.isTypeOrSuperType(collection.getOwnerEntityPersister())) {
				cached.set(true);
			}
		});
		return cached.get();
	}

	private static boolean isComputed(EntityPersister entity) {
		AtomicBoolean computed = new AtomicBoolean();
		entity.forEachAttributeMapping((AttributeMapping attribute) -> attribute.forEachSelectable((index, column) -> {
			if (column.isFormula()) {
				computed.set(true);
			}
		}));
		return computed.get();
	}

}
