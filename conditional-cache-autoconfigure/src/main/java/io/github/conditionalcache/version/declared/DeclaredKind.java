package io.github.conditionalcache.version.declared;

import org.jspecify.annotations.Nullable;

/**
 * The kind of the versions of one declaration: that of its type, or of the versions read
 * so far if the type leaves it open. Thread-safe: an update that is lost to one of
 * another thread is made again by a later version.
 */
final class DeclaredKind {

	private final @Nullable VersionKind ofType;

	private volatile @Nullable Note note;

	DeclaredKind(@Nullable VersionKind ofType) {
		this.ofType = ofType;
	}

	/**
	 * Returns whether the versions are validators that are sent as they are.
	 * @return {@code false} also if that is known from the values only
	 */
	boolean isVerbatim() {
		return this.ofType != null && this.ofType.isVerbatim();
	}

	/**
	 * Requires that a value may equal the versions. Text never equals a number, so
	 * comparing them would show nothing about the client.
	 * @param value the value
	 * @param current kind of the version that was read for the same request, or
	 * {@code null} if none was read
	 * @param handler name of the handler
	 * @throws IllegalArgumentException if the two are of different kinds
	 */
	void require(@Nullable Object value, @Nullable VersionKind current, String handler) {
		VersionKind given = VersionKind.of(value);
		VersionKind declared = (this.ofType == null && current != null) ? current : get();
		if (given != null && declared != null && !given.isComparableWith(declared)) {
			throw new IllegalArgumentException(("The version that is declared for %s is %s, but the one given to "
					+ "WritePrecondition is %s: these are never equal, so give it as %1$s declares it")
				.formatted(handler, declared, given));
		}
	}

	/**
	 * Notes the kind of a version.
	 * @param version the version, or {@code null} if it is not known
	 */
	void note(@Nullable Object version) {
		Note last = this.note;
		if (version != null && (last == null || (last.kind() != null && last.type() != version.getClass()))) {
			VersionKind kind = VersionKind.of(version);
			if (kind != null) {
				boolean one = last == null || (last.kind() != null && kind.isComparableWith(last.kind()));
				this.note = new Note(version.getClass(), one ? kind : null);
			}
		}
	}

	/**
	 * Returns the kind of the type, or of all versions read.
	 * @return the kind, or {@code null} if there was no version yet, or versions of
	 * several kinds
	 */
	@Nullable VersionKind get() {
		if (this.ofType != null) {
			return this.ofType;
		}
		Note last = this.note;
		return (last != null) ? last.kind() : null;
	}

	/**
	 * The kinds that were noted.
	 *
	 * @param type type of the version read last, wrapped as it was
	 * @param kind kind of all versions read, or {@code null} if there were several
	 */
	private record Note(Class<?> type, @Nullable VersionKind kind) {

	}

}
