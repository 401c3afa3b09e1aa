package io.github.conditionalcache.version.marked;

import java.util.List;

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

	private final MarkedMembers marks;

	private TypeVersion(String typeName, List<Accessor> identity, MarkedMembers marks) {
		this.typeName = typeName;
		this.identity = identity;
		this.marks = marks;
	}

	// Find the marks of a type. Never throws: a type whose members cannot be read, or
	// whose marks contradict each other, must not break a response and is unversioned.
	static TypeVersion of(Class<?> type) {
		TypeVersion unversioned = new TypeVersion(type.getName(), List.of(), MarkedMembers.NONE);
		if (type.isPrimitive() || type.isArray() || type.getName().startsWith("java.")) {
			return unversioned;
		}
		try {
			MarkResolver resolver = new MarkResolver(type);
			List<Accessor> identity = resolver.identity();
			MarkedMembers marks = resolver.resolve();
			return (identity != null && marks != null) ? new TypeVersion(resolver.typeName(), identity, marks)
					: unversioned;
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("No version of type [" + type.getName() + "], because its members cannot be read", ex);
			return unversioned;
		}
	}

	@Nullable ValueVersion read(Object value, boolean element) {
		Accessor ofVersion = this.marks.version();
		Accessor ofDate = this.marks.lastModified();
		if (ofVersion == null && !this.marks.dateInState()) {
			return null;
		}
		Object date = (ofDate != null) ? ofDate.get(value) : null;
		byte[] versionBytes = bytes((ofVersion != null) ? ofVersion.get(value) : date);
		CanonicalBytes state = new CanonicalBytes().add("value").add(this.typeName);
		if (versionBytes == null || !addIdentity(state, value, element)) {
			return null;
		}
		state.add(versionBytes).add(this.marks.dateInState() ? bytes(date) : null);
		return new ValueVersion(state.toByteArray(), Instants.of(date), false);
	}

	private byte @Nullable [] bytes(@Nullable Object value) {
		try {
			return CanonicalValues.toBytes(value);
		}
		catch (IllegalArgumentException ex) {
			if (this.marks.applicationsWord()) {
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

}
