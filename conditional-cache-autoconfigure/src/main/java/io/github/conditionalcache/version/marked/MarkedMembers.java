package io.github.conditionalcache.version.marked;

import io.github.conditionalcache.version.marked.TypeProperty.Accessor;
import org.jspecify.annotations.Nullable;

/**
 * The members of a type that are marked, and the meaning of the marks.
 *
 * @param version reads the version, or {@code null} if there is none
 * @param lastModified reads the date of the last change, or {@code null} if there is none
 * @param dateInState whether the date is part of the state
 * @param applicationsWord whether the marks are of this library, so that a value that
 * can't be a version is a mistake
 */
record MarkedMembers(@Nullable Accessor version, @Nullable Accessor lastModified, boolean dateInState,
		boolean applicationsWord) {

	/**
	 * No member is marked.
	 */
	static final MarkedMembers NONE = new MarkedMembers(null, null, false, false);

}
