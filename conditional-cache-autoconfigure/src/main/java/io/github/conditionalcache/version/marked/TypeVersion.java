package io.github.conditionalcache.version.marked;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.conditionalcache.Versioned;
import io.github.conditionalcache.tag.CanonicalBytes;
import io.github.conditionalcache.tag.CanonicalValues;
import io.github.conditionalcache.tag.Instants;
import io.github.conditionalcache.tag.ValueVersion;
import io.github.conditionalcache.version.marked.TypeProperty.Accessor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * How to read the version of the values of one type.
 */
final class TypeVersion {

	private static final Log logger = LogFactory.getLog(TypeVersion.class);

	private final String typeName;

	private final List<Accessor> identity;

	private final @Nullable Accessor version;

	private final @Nullable Accessor lastModified;

	private final boolean dateInState;

	private final boolean applicationsWord;

	private TypeVersion(String typeName, List<Accessor> identity, @Nullable Accessor version,
			@Nullable Accessor lastModified, boolean dateInState, boolean applicationsWord) {
		this.typeName = typeName;
		this.identity = identity;
		this.version = version;
		this.lastModified = lastModified;
		this.dateInState = dateInState;
		this.applicationsWord = applicationsWord;
	}

	// Find the marks of a type. Never throws: a type whose members cannot be read, or
	// whose marks contradict each other, must not break a response and is unversioned.
	static TypeVersion of(Class<?> type) {
		TypeVersion unversioned = new TypeVersion(type.getName(), List.of(), null, null, false, false);
		if (type.isPrimitive() || type.isArray() || type.getName().startsWith("java.")) {
			return unversioned;
		}
		try {
			TypeVersion version = new Resolver(type).resolve();
			return (version != null) ? version : unversioned;
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("No version of type [" + type.getName() + "], because its members cannot be read", ex);
			return unversioned;
		}
	}

	@Nullable ValueVersion read(Object value, boolean element) {
		if (this.version == null && !this.dateInState) {
			return null;
		}
		Object date = (this.lastModified != null) ? this.lastModified.get(value) : null;
		byte[] versionBytes = (this.version != null) ? bytes(this.version.get(value)) : bytes(date);
		CanonicalBytes state = new CanonicalBytes().add("value").add(this.typeName);
		if (versionBytes == null || !addIdentity(state, value, element)) {
			return null;
		}
		state.add(versionBytes).add(this.dateInState ? bytes(date) : null);
		return new ValueVersion(state.toByteArray(), Instants.of(date), false);
	}

	private byte @Nullable [] bytes(@Nullable Object value) {
		try {
			return CanonicalValues.toBytes(value);
		}
		catch (IllegalArgumentException ex) {
			if (this.applicationsWord) {
				throw new IllegalArgumentException("Version of type [" + this.typeName + "]: " + ex.getMessage(), ex);
			}
			return null;
		}
	}

	private boolean addIdentity(CanonicalBytes state, Object value, boolean element) {
		boolean identified = !this.identity.isEmpty();
		state.add(this.identity.size());
		for (Accessor property : this.identity) {
			Object id = property.get(value);
			byte[] bytes = idBytes(id);
			if (id != null && bytes == null) {
				return false;
			}
			identified &= bytes != null;
			state.add(bytes);
		}
		return identified || !element;
	}

	private static byte @Nullable [] idBytes(@Nullable Object id) {
		try {
			return CanonicalValues.toBytes(id);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Finds the marks of one type.
	 */
	private static final class Resolver {

		private final Class<?> type;

		private final TypeProperties properties;

		private final List<TypeProperty> ids;

		Resolver(Class<?> type) {
			this.type = type;
			this.properties = new TypeProperties(type);
			List<TypeProperty> marked = this.properties.marked(Marks.ID);
			this.ids = marked.isEmpty() ? this.properties.named("id") : marked;
		}

		@Nullable TypeVersion resolve() {
			List<TypeProperty> versions = this.properties.marked(Marks.ETAG_VERSION);
			List<TypeProperty> dates = this.properties.marked(Marks.ETAG_LAST_MODIFIED);
			boolean versioned = Versioned.class.isAssignableFrom(this.type);
			if (!versioned && versions.isEmpty() && dates.isEmpty()) {
				return resolveFramework();
			}
			if (dates.size() > 1 || versions.size() + (versioned ? 1 : 0) > 1) {
				return contradictory((dates.size() > 1) ? dates : versions, versioned);
			}
			Accessor version = versioned ? (value) -> ((Versioned) value).version()
					: accessor(versions, Marks.ETAG_VERSION);
			Accessor date = (versioned && dates.isEmpty()) ? (value) -> ((Versioned) value).lastModified()
					: accessor(dates, Marks.ETAG_LAST_MODIFIED);
			boolean unreadable = (!versions.isEmpty() && version == null) || (!dates.isEmpty() && date == null);
			if (unreadable) {
				return null;
			}
			boolean dateInState = date != null;
			return create(version, dateInState ? date : frameworkDate(), dateInState, true);
		}

		private @Nullable TypeVersion resolveFramework() {
			List<TypeProperty> versions = this.properties.marked(Marks.FRAMEWORK_VERSION);
			if (versions.size() > 1) {
				return contradictory(versions, false);
			}
			Accessor version = accessor(versions, Marks.FRAMEWORK_VERSION);
			return (version != null && isCovered(versions)) ? create(version, frameworkDate(), false, false) : null;
		}

		private boolean isCovered(List<TypeProperty> versions) {
			Set<TypeProperty> identityAndVersion = new HashSet<>(this.ids);
			identityAndVersion.addAll(versions);
			return this.properties.areCoveredByRow(identityAndVersion);
		}

		// The date of a row says nothing about what is not stored in it.
		private @Nullable Accessor frameworkDate() {
			List<TypeProperty> dates = this.properties.marked(Marks.FRAMEWORK_LAST_MODIFIED);
			List<TypeProperty> versions = new ArrayList<>(this.properties.marked(Marks.FRAMEWORK_VERSION));
			versions.addAll(this.properties.marked(Marks.ETAG_VERSION));
			return (dates.size() == 1 && isCovered(versions)) ? accessor(dates, Marks.FRAMEWORK_LAST_MODIFIED) : null;
		}

		private @Nullable TypeVersion create(@Nullable Accessor version, @Nullable Accessor date, boolean dateInState,
				boolean applicationsWord) {
			List<Accessor> identity = new ArrayList<>();
			for (TypeProperty id : this.ids) {
				Accessor accessor = id.accessor(Marks.ID, this.properties.areProxied());
				if (accessor == null) {
					return null;
				}
				identity.add(accessor);
			}
			return new TypeVersion(this.properties.typeName(), List.copyOf(identity), version, date, dateInState,
					applicationsWord);
		}

		private @Nullable Accessor accessor(List<TypeProperty> marked, Marks mark) {
			return marked.isEmpty() ? null : marked.get(0).accessor(mark, this.properties.areProxied());
		}

		private @Nullable TypeVersion contradictory(List<TypeProperty> marked, boolean versioned) {
			logger
				.warn("Type [" + this.type.getName() + "] has several version marks, so it is treated as unversioned: "
						+ marked + (versioned ? " and Versioned" : ""));
			return null;
		}

	}

}
