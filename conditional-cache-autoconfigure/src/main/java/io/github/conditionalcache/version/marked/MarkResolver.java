package io.github.conditionalcache.version.marked;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.conditionalcache.Versioned;
import io.github.conditionalcache.version.marked.TypeProperty.Accessor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Finds the marks of one type: those of this library, else those of the frameworks.
 */
final class MarkResolver {

	private static final Log logger = LogFactory.getLog(MarkResolver.class);

	private final Class<?> type;

	private final TypeProperties properties;

	private final List<TypeProperty> ids;

	private final boolean versioned;

	MarkResolver(Class<?> type) {
		this.type = type;
		this.properties = new TypeProperties(type);
		List<TypeProperty> marked = this.properties.marked(Marks.ID);
		this.ids = marked.isEmpty() ? this.properties.named("id") : marked;
		this.versioned = Versioned.class.isAssignableFrom(type);
	}

	String typeName() {
		return this.properties.typeName();
	}

	/**
	 * Returns how to read the identity.
	 * @return an accessor for each property of the identity, possibly none; {@code null}
	 * if one of them can't be read
	 */
	@Nullable List<Accessor> identity() {
		List<Accessor> identity = new ArrayList<>();
		for (TypeProperty id : this.ids) {
			Accessor accessor = id.accessor(Marks.ID, this.properties.areProxied());
			if (accessor == null) {
				return null;
			}
			identity.add(accessor);
		}
		return List.copyOf(identity);
	}

	/**
	 * Returns the members that give the version.
	 * @return the members, or {@code null} if there are none, if they can't be read, or
	 * if their marks contradict each other
	 */
	@Nullable MarkedMembers resolve() {
		List<TypeProperty> versions = this.properties.marked(Marks.ETAG_VERSION);
		List<TypeProperty> dates = this.properties.marked(Marks.ETAG_LAST_MODIFIED);
		if (!this.versioned && versions.isEmpty() && dates.isEmpty()) {
			return ofFramework();
		}
		if (dates.size() > 1 || versions.size() + (this.versioned ? 1 : 0) > 1) {
			return contradictory((dates.size() > 1) ? dates : versions);
		}
		return ofApplication(versions, dates);
	}

	private @Nullable MarkedMembers ofApplication(List<TypeProperty> versions, List<TypeProperty> dates) {
		Accessor version = this.versioned ? (value) -> ((Versioned) value).version()
				: accessor(versions, Marks.ETAG_VERSION);
		Accessor date = (this.versioned && dates.isEmpty()) ? (value) -> ((Versioned) value).lastModified()
				: accessor(dates, Marks.ETAG_LAST_MODIFIED);
		if ((!versions.isEmpty() && version == null) || (!dates.isEmpty() && date == null)) {
			return null;
		}
		return new MarkedMembers(version, (date != null) ? date : frameworkDate(), date != null, true);
	}

	private @Nullable MarkedMembers ofFramework() {
		List<TypeProperty> versions = this.properties.marked(Marks.FRAMEWORK_VERSION);
		if (versions.size() > 1) {
			return contradictory(versions);
		}
		Accessor version = accessor(versions, Marks.FRAMEWORK_VERSION);
		return (version != null && isCovered(versions)) ? new MarkedMembers(version, frameworkDate(), false, false)
				: null;
	}

	private boolean isCovered(List<TypeProperty> versions) {
		Set<TypeProperty> identityAndVersion = new HashSet<>(this.ids);
		identityAndVersion.addAll(versions);
		return this.properties.areCoveredByRow(identityAndVersion);
	}

	// The date of a row says nothing about content that is not stored in it
	private @Nullable Accessor frameworkDate() {
		List<TypeProperty> dates = this.properties.marked(Marks.FRAMEWORK_LAST_MODIFIED);
		List<TypeProperty> versions = new ArrayList<>(this.properties.marked(Marks.FRAMEWORK_VERSION));
		versions.addAll(this.properties.marked(Marks.ETAG_VERSION));
		return (dates.size() == 1 && isCovered(versions)) ? accessor(dates, Marks.FRAMEWORK_LAST_MODIFIED) : null;
	}

	private @Nullable Accessor accessor(List<TypeProperty> marked, Marks mark) {
		return marked.isEmpty() ? null : marked.get(0).accessor(mark, this.properties.areProxied());
	}

	private @Nullable MarkedMembers contradictory(List<TypeProperty> marked) {
		logger.warn("Type [" + this.type.getName() + "] has several version marks, so it is treated as unversioned: "
				+ marked + (this.versioned ? " and Versioned" : ""));
		return null;
	}

}
