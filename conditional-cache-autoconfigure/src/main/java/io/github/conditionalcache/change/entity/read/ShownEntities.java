package io.github.conditionalcache.change.entity.read;

import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.github.conditionalcache.change.declared.AutomaticTags.Found;
import io.github.conditionalcache.change.entity.EntityUnit;
import io.github.conditionalcache.change.entity.TagNames;
import jakarta.persistence.metamodel.EntityType;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The entities that some types may show, in one persistence unit.
 *
 * @param unit the persistence unit
 * @param types those of the types that it maps
 */
record ShownEntities(EntityUnit unit, List<ShownTypes> types) {

	/**
	 * Finds the entities.
	 * @param unit the persistence unit
	 * @param starts the types to begin with
	 * @return the entities
	 */
	static ShownEntities of(EntityUnit unit, List<Class<?>> starts) {
		return new ShownEntities(unit,
				starts.stream()
					.filter((start) -> entities(unit).anyMatch((entity) -> start.equals(entity.getJavaType())))
					.map((start) -> new ShownTypes(unit.factory().getJpaMetamodel(), start))
					.toList());
	}

	private static Stream<EntityType<?>> entities(EntityUnit unit) {
		return unit.factory().getJpaMetamodel().getEntities().stream();
	}

	/**
	 * Returns the properties that the types show beyond the mapping.
	 * @return name of a property or a type, or {@code null} if there is none
	 */
	@Nullable String beyondMapping() {
		return this.types.stream().map(ShownTypes::beyondMapping).filter(Objects::nonNull).findFirst().orElse(null);
	}

	/**
	 * Returns the tags of several persistence units.
	 * @param all the entities that are shown, of each
	 * @return the tags, or why there are none
	 */
	static Found tags(List<ShownEntities> all) {
		TreeSet<String> names = new TreeSet<>();
		for (ShownEntities shown : all) {
			for (EntityPersister entity : shown.persisters()) {
				String reason = shown.whyNot(entity);
				if (reason != null) {
					return Found.none(reason);
				}
				names.add(TagNames.of(entity.getMappedClass(), entity.getImportedName()));
			}
		}
		return Found.of(List.copyOf(names));
	}

	private @Nullable String whyNot(EntityPersister entity) {
		String reason = this.unit.whyNotNoted();
		return (reason != null) ? "writes are not noted, as " + reason : EntityFacts.whyNotCovered(entity);
	}

	private List<EntityPersister> persisters() {
		return entities(this.unit)
			.filter((entity) -> this.types.stream().anyMatch((type) -> type.classes().contains(entity.getJavaType())))
			.map((entity) -> this.unit.factory().getMappingMetamodel().getEntityDescriptor(entity.getJavaType()))
			.toList();
	}

}
