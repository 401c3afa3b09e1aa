package io.github.conditionalcache.version.declared;

import org.jspecify.annotations.Nullable;

/**
 * Takes the parts of one version, in the order of their declarations.
 */
public interface VersionCollector {

	/**
	 * Adds a version.
	 * @param version the version; {@code null} if it is not known, so that the whole has
	 * none either
	 * @throws IllegalArgumentException if the value can't be a version, or not beside the
	 * others
	 */
	void add(@Nullable Object version);

	/**
	 * Adds the date of a change.
	 * @param date the date, or a collection of them; {@code null} if it is not known, so
	 * that the whole has no version
	 * @throws IllegalArgumentException if the value is no date
	 */
	void addDate(@Nullable Object date);

}
