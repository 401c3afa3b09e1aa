package io.github.conditionalcache.change.entity;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.github.conditionalcache.change.statement.TableName;
import org.hibernate.dialect.temptable.TemporaryTable;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Which entities show the rows of each table: the ones that are mapped to it, and those
 * whose collections are. Thread-safe.
 */
final class MappedTables {

	private final Map<TableName, Set<EntityPersister>> shown = new HashMap<>();

	MappedTables(MappingMetamodelImplementor mapping) {
		mapping.forEachEntityDescriptor((entity) -> tables(entity).forEach((table) -> add(table, entity)));
		mapping.forEachCollectionDescriptor((collection) -> {
			if (!collection.isOneToMany()) {
				add(table(collection), collection.getOwnerEntityPersister());
			}
		});
	}

	private void add(TableName table, EntityPersister entity) {
		this.shown.computeIfAbsent(table.lowerCase(), (name) -> new HashSet<>()).add(entity);
	}

	static Collection<TableName> tables(EntityPersister entity) {
		return Arrays.stream(entity.getQuerySpaces()).map((space) -> TableName.of(space.toString())).toList();
	}

	static TableName table(CollectionPersister collection) {
		return TableName.of(collection.getTableName());
	}

	/**
	 * Returns whether Hibernate has made a table to keep the ids of a bulk update in.
	 * @param table name of the table
	 * @return {@code true} if the name is one of these
	 */
	static boolean isTemporary(TableName table) {
		return table.name().startsWith(TemporaryTable.ID_TABLE_PREFIX)
				|| table.name().startsWith(TemporaryTable.ENTITY_TABLE_PREFIX);
	}

	/**
	 * Returns whether a table is mapped.
	 * @param table name of the table
	 * @return {@code false} if nothing is known of it
	 */
	boolean has(TableName table) {
		return this.shown.containsKey(table.lowerCase());
	}

	/**
	 * Returns the entities that show rows of tables.
	 * @param tables names of tables
	 * @param which which entities are asked for
	 * @return names of their tags
	 */
	Set<String> names(Collection<TableName> tables, Predicate<EntityPersister> which) {
		Set<String> names = new HashSet<>();
		tables.forEach((table) -> this.shown.getOrDefault(table.lowerCase(), Set.of())
			.stream()
			.filter(which)
			.forEach((entity) -> names.addAll(TagNames.ofAnyRow(entity))));
		return names;
	}

	Set<EntityPersister> entities(Collection<TableName> tables) {
		Set<EntityPersister> found = new HashSet<>();
		tables.forEach((table) -> found.addAll(this.shown.getOrDefault(table.lowerCase(), Set.of())));
		return found;
	}

}
