package io.github.conditionalcache.change.entity;

import java.util.HashSet;
import java.util.Set;

/**
 * What a write touches.
 *
 * @param rows names of tags whose row is known
 * @param kinds names of tags of which any row may have changed
 */
record WrittenTags(Set<String> rows, Set<String> kinds) {

	WrittenTags {
		rows = Set.copyOf(rows);
		kinds = Set.copyOf(kinds);
	}

	/**
	 * Returns these and others.
	 * @param further names of tags of which any row may have changed
	 * @return both
	 */
	WrittenTags with(Set<String> further) {
		Set<String> all = new HashSet<>(this.kinds);
		all.addAll(further);
		return new WrittenTags(this.rows, all);
	}

	/**
	 * Returns the same where no row is known.
	 * @return names of tags
	 */
	Set<String> names() {
		Set<String> all = new HashSet<>(this.rows);
		all.addAll(this.kinds);
		return all;
	}

}
