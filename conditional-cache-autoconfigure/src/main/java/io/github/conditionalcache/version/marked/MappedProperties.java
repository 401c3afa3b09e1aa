package io.github.conditionalcache.version.marked;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether all that values of a type show is stored as a mapping says.
 */
public final class MappedProperties {

	private MappedProperties() {
	}

	/**
	 * Returns the properties that values of a type may show beyond a mapping.
	 * @param type the type
	 * @param mapping the mapping
	 * @return name of a property, or of the type if an annotation on it says so;
	 * {@code null} if there is none
	 */
	public static @Nullable String beyond(Class<?> type, Mapping mapping) {
		TypeProperties properties = new TypeProperties(type);
		if (properties.are(Marks.UNMAPPED)) {
			return type.getSimpleName();
		}
		return properties.all()
			.filter((property) -> !mapping.covers(property))
			.map((property) -> type.getSimpleName() + "." + property.name())
			.findFirst()
			.orElse(null);
	}

	/**
	 * Names of the properties of a type that are mapped.
	 *
	 * @param identity those that identify a value
	 * @param values those that have columns of their own
	 * @param others those that are mapped otherwise, such as associations and embedded
	 * objects
	 */
	public record Mapping(Set<String> identity, Set<String> values, Set<String> others) {

		private boolean covers(TypeProperty property) {
			String name = property.name();
			if (this.identity.contains(name)) {
				return property.isMappedIdentity();
			}
			if (this.values.contains(name)) {
				return property.isMappedValue();
			}
			return this.others.contains(name) ? property.isMappedOtherwise() : property.isHidden();
		}

	}

}
