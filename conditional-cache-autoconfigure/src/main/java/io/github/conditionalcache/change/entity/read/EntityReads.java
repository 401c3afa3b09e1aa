package io.github.conditionalcache.change.entity.read;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.conditionalcache.change.ChangeTag;
import io.github.conditionalcache.change.declared.AutomaticTags;
import io.github.conditionalcache.change.entity.EntityUnit;
import io.github.conditionalcache.change.entity.InvalidChangeTagException;

import org.springframework.core.ResolvableType;

/**
 * The tags of answers, by their types alone: one for each entity that an answer may show.
 * Thread-safe.
 */
public final class EntityReads implements AutomaticTags {

	private final Supplier<? extends Collection<EntityUnit>> units;

	/**
	 * Creates the tags.
	 * @param units gives all persistence units
	 */
	public EntityReads(Supplier<? extends Collection<EntityUnit>> units) {
		this.units = units;
	}

	@Override
	public Found find(ResolvableType returned) {
		Class<?> type = BodyTypes.element(returned);
		if (type == null || type == Object.class) {
			return Found.none("%s does not name the entities that it shows".formatted(returned));
		}
		ChangeTag tag = type.getDeclaredAnnotation(ChangeTag.class);
		return (tag != null && tag.of().length > 0) ? ofEntities(type, List.of(tag.of())) : ofEntity(type);
	}

	private Found ofEntity(Class<?> type) {
		List<ShownEntities> shown = shown(List.of(type));
		if (shown.isEmpty()) {
			return Found.none("%s is no entity, and no @ChangeTag names those that it is made of"
				.formatted(type.getSimpleName()));
		}
		return shown.stream()
			.map(ShownEntities::beyondMapping)
			.filter(Objects::nonNull)
			.findFirst()
			.map((beyond) -> Found.none("%s is not covered by the mapping".formatted(beyond)))
			.orElseGet(() -> ShownEntities.tags(shown));
	}

	// Which entities such a type shows is the application's word
	private Found ofEntities(Class<?> named, List<Class<?>> types) {
		for (Class<?> type : types) {
			if (shown(List.of(type)).isEmpty()) {
				throw new InvalidChangeTagException(named, "names %s, which is no entity".formatted(type.getName()),
						"Name classes with @Entity.");
			}
		}
		return ShownEntities.tags(shown(types));
	}

	private List<ShownEntities> shown(List<Class<?>> types) {
		return this.units.get()
			.stream()
			.map((unit) -> ShownEntities.of(unit, types))
			.filter((shown) -> !shown.types().isEmpty())
			.toList();
	}

}
