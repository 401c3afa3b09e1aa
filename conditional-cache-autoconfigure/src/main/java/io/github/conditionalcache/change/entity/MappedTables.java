package io.github.conditionalcache.change.entity;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Which entities show the rows of each table: the ones that are mapped to it, and those
 * whose collections are. Thread-safe.
 */
final class MappedTables {

	private final Map<String, Set<EntityPersister>> shown = new HashMap<>();

	MappedTables(MappingMetamodelImplementor mapping) {
		mapping.forEachEntityDescriptor((entity) -> tables(entity).forEach((table) -> add(table, entity)));
		mapping.forEachCollectionDescriptor((collection) -> {
			if (!collection.isOneToMany()) {
				add(collection.getTableName(), collection.getOwnerEntityPersister());
			}
		});
	}

	private void add(String table, EntityPersister entity) {
		this.shown.computeIfAbsent(key(table), (name) -> new HashSet<>()).add(entity);
	}

	private static String key(String table) {
		return SqlText.unquoted(table).toLowerCase(Locale.ROOT);
	}

	static Collection<String> tables(EntityPersister entity) {
		return Arrays.stream(entity.getQuerySpaces()).map(Object::toString).toList();
	}

	static Collection<String> tables(CollectionPersister collection) {
		return Set.of(collection.getTableName());
	}

	/**
	 * Returns whether a table is mapped.
	 * @param table name of the table
	 * @return {@code false} if nothing is known of it
	 */
	boolean has(String table) {
		return this.shown.containsKey(key(table));
	}

	/**
	 * Returns the entities that show rows of tables.
	 * @param tables names of tables
	 * @param which which entities are asked for
	 * @return names of their tags
	 */
	Set<String> names(Collection<String> tables, Predicate<EntityPersister> which) {
		Set<String> names = new HashSet<>();
		tables.forEach((table) -> this.shown.getOrDefault(key(table), Set.of())
			.stream()
			.filter(which)
			.forEach((entity) -> names.addAll(TagNames.ofAnyRow(entity))));
		return names;
	}

	Set<EntityPersister> entities(Collection<String> tables) {
		Set<EntityPersister> found = new HashSet<>();
		tables.forEach((table) -> found.addAll(this.shown.getOrDefault(key(table), Set.of())));
		return found;
	}

}
