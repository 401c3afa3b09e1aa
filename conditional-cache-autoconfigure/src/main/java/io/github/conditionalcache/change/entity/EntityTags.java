package io.github.conditionalcache.change.entity;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.github.conditionalcache.change.statement.TableName;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Which tags a write of one persistence unit touches, whoever makes it. Thread-safe.
 */
final class EntityTags {

	private final Map<String, WrittenTags> entities = new HashMap<>();

	private final Map<String, WrittenTags> deleted = new HashMap<>();

	private final Map<String, TouchedParents> parents = new HashMap<>();

	private final Map<String, WrittenTags> collections = new HashMap<>();

	private final Map<String, Set<String>> ofOwner = new HashMap<>();

	private final MappedTables tables;

	private final CascadedDeletes deletes;

	/**
	 * Reads the mapping.
	 * @param factory the persistence unit
	 * @throws InvalidChangeTagException if an entity's annotation can't work
	 */
	EntityTags(SessionFactoryImplementor factory) {
		MappingMetamodelImplementor mapping = factory.getMappingMetamodel();
		this.tables = new MappedTables(mapping);
		this.deletes = new CascadedDeletes(mapping, factory.getJpaMetamodel().getEntities());
		mapping.forEachEntityDescriptor((entity) -> {
			this.entities.put(entity.getEntityName(), ofEntity(entity));
			this.deleted.put(entity.getEntityName(), ofWrite(entity).with(this.deletes.names(entity)));
			this.parents.put(entity.getEntityName(), TouchedParents.of(entity));
		});
		mapping.forEachCollectionDescriptor((collection) -> {
			WrittenTags written = ofCollection(collection);
			this.collections.put(collection.getRole(), written);
			mapping.forEachEntityDescriptor((entity) -> addOwner(entity, collection, written));
		});
	}

	private void addOwner(EntityPersister entity, CollectionPersister collection, WrittenTags written) {
		String owner = collection.getOwnerEntityPersister().getEntityName();
		if (entity.isTypeOrSuperType(collection.getOwnerEntityPersister()) || entity.getEntityName().equals(owner)) {
			this.ofOwner.computeIfAbsent(entity.getEntityName(), (name) -> new HashSet<>()).addAll(written.kinds());
		}
	}

	// Entities of another hierarchy may be mapped to the same table
	private WrittenTags ofEntity(EntityPersister entity) {
		return new WrittenTags(TagNames.ofRow(entity), this.tables.names(MappedTables.tables(entity),
				(other) -> !other.getRootEntityName().equals(entity.getRootEntityName())));
	}

	// The foreign key of a collection without join table is in the rows of its elements
	private WrittenTags ofCollection(CollectionPersister collection) {
		EntityPersister owner = collection.getOwnerEntityPersister();
		Set<String> kinds = this.tables.names(Set.of(MappedTables.table(collection)),
				(other) -> !other.getEntityName().equals(owner.getEntityName()));
		if (collection.isOneToMany()) {
			boolean written = !collection.isInverse() || collection.hasIndex();
			kinds = written ? TagNames.ofAnyRow(collection.getElementPersister()) : Set.of();
		}
		Set<String> all = new HashSet<>(kinds);
		all.addAll(TouchedParents.of(owner).names());
		return new WrittenTags(TagNames.ofAnyRow(owner), all);
	}

	/**
	 * Returns what an inserted or changed row touches.
	 * @param entity the entity
	 * @return the tags
	 */
	WrittenTags ofWrite(EntityPersister entity) {
		return this.entities.getOrDefault(entity.getEntityName(), new WrittenTags(Set.of(), Set.of()));
	}

	/**
	 * Returns what a deleted row touches.
	 * @param entity the entity
	 * @return the tags
	 */
	WrittenTags ofDelete(EntityPersister entity) {
		WrittenTags known = this.deleted.get(entity.getEntityName());
		return (known != null) ? known : ofWrite(entity);
	}

	/**
	 * Returns the parents that are touched with an entity.
	 * @param entity the entity
	 * @return the parents
	 */
	TouchedParents parents(EntityPersister entity) {
		TouchedParents known = this.parents.get(entity.getEntityName());
		return (known != null) ? known : TouchedParents.of(entity);
	}

	/**
	 * Returns what a changed collection touches.
	 * @param role name of the collection
	 * @return the tags; their rows are those of the owner
	 */
	WrittenTags ofCollection(String role) {
		return this.collections.getOrDefault(role, new WrittenTags(Set.of(), Set.of()));
	}

	/**
	 * Returns what the collections of an entity touch.
	 * @param owner the entity
	 * @return names of tags
	 */
	Set<String> ofCollections(EntityPersister owner) {
		return this.ofOwner.getOrDefault(owner.getEntityName(), Set.of());
	}

	/**
	 * Returns whether a table is mapped.
	 * @param table name of the table
	 * @return {@code false} if nothing is known of it
	 */
	boolean hasTable(TableName table) {
		return this.tables.has(table);
	}

	/**
	 * Returns what a statement touches.
	 * @param written names of the tables that it writes
	 * @return names of tags
	 */
	Set<String> ofTables(Collection<TableName> written) {
		Set<String> names = this.tables.names(written, (entity) -> true);
		this.tables.entities(written).forEach((entity) -> {
			names.addAll(this.deletes.names(entity));
			names.addAll(parents(entity).names());
		});
		return names;
	}

}
