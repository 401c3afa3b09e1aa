package io.github.conditionalcache.version.declared;

import org.jspecify.annotations.Nullable;

/**
 * The kind of the versions read so far, for a declaration whose type leaves it open.
 * Thread-safe: an update that is lost to one of another thread is made again by a later
 * version.
 */
final class ReadKind {

	private volatile @Nullable Note note;

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
	 * Returns the kind of all versions read.
	 * @return the kind, or {@code null} if there was no version yet, or versions of
	 * several kinds
	 */
	@Nullable VersionKind get() {
		Note last = this.note;
		return (last != null) ? last.kind() : null;
	}

	/**
	 * What was noted.
	 *
	 * @param type type of the version read last, wrapped as it was
	 * @param kind kind of all versions read, or {@code null} if there were several
	 */
	private record Note(Class<?> type, @Nullable VersionKind kind) {

	}

}
