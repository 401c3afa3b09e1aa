package io.github.conditionalcache.change.entity;

import java.util.LinkedHashSet;
import java.util.Set;

import io.github.conditionalcache.change.ChangeTag;
import io.github.conditionalcache.change.declared.TagKinds;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The names of entities' tags.
 */
public final class TagNames {

	private TagNames() {
	}

	/**
	 * Returns the name of an entity's tag.
	 * @param type class of the entity
	 * @param entityName name of the entity, which may have a package
	 * @return the name that was chosen, or that of the entity with a small first letter
	 * @throws InvalidChangeTagException if the name that was chosen can't be one
	 */
	public static String of(Class<?> type, String entityName) {
		ChangeTag chosen = type.getDeclaredAnnotation(ChangeTag.class);
		if (chosen != null && chosen.of().length > 0) {
			throw new InvalidChangeTagException(type, "names other entities, but is an entity itself",
					"Remove 'of': what the entity is associated with counts in any case.");
		}
		if (chosen == null || chosen.value().isEmpty()) {
			return StringUtils.uncapitalize(entityName.substring(entityName.lastIndexOf('.') + 1));
		}
		if (!TagKinds.isKind(chosen.value())) {
			throw new InvalidChangeTagException(type, "names the tag [%s]".formatted(chosen.value()),
					"Use a name that is not blank and has no colon, such as \"book\": what follows a colon is an id.");
		}
		return chosen.value();
	}

	/**
	 * Returns the names that a row of an entity is known by.
	 * @param entity the entity
	 * @return its name and those of the entities that it extends
	 */
	static Set<String> ofRow(EntityMappingType entity) {
		Set<String> names = new LinkedHashSet<>();
		for (@Nullable
		EntityMappingType type = entity; type != null; type = type.getSuperMappingType()) {
			names.add(of(type.getMappedJavaType().getJavaTypeClass(), type.getImportedName()));
		}
		return names;
	}

	/**
	 * Returns the names that a row may be known by if only an entity is known that it
	 * extends or is.
	 * @param entity the entity
	 * @return these names, with those of the entities that extend it
	 */
	static Set<String> ofAnyRow(EntityMappingType entity) {
		Set<String> names = ofRow(entity);
		entity.getSubMappingTypes().forEach((type) -> names.addAll(ofRow(type)));
		return names;
	}

}
