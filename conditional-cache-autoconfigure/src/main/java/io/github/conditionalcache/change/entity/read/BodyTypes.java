package io.github.conditionalcache.change.entity.read;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Takes the type of the elements out of containers that show nothing else than the number
 * and order of these, and links.
 */
final class BodyTypes {

	private static final Set<String> HOLDERS = Set.of("java.lang.Iterable", "org.springframework.data.domain.Page",
			"org.springframework.data.domain.PageImpl", "org.springframework.data.domain.Slice",
			"org.springframework.data.domain.SliceImpl", "org.springframework.data.web.PagedModel",
			"org.springframework.hateoas.EntityModel", "org.springframework.hateoas.CollectionModel",
			"org.springframework.hateoas.PagedModel");

	private BodyTypes() {
	}

	/**
	 * Returns the type of the elements.
	 * @param type type of the whole
	 * @return their class, or that of the whole if it holds none; {@code null} if it is
	 * not known
	 */
	static @Nullable Class<?> element(ResolvableType type) {
		if (type.isArray()) {
			return element(type.getComponentType());
		}
		Class<?> held = type.resolve();
		return (held != null && isHolder(held)) ? element(type.getGeneric(0)) : held;
	}

	private static boolean isHolder(Class<?> type) {
		boolean ofPlatform = type.getName().startsWith("java.util.")
				&& (Collection.class.isAssignableFrom(type) || type == Optional.class);
		return ofPlatform || HOLDERS.contains(type.getName());
	}

}
