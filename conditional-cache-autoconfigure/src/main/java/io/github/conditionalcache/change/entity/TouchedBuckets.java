package io.github.conditionalcache.change.entity;

import java.util.BitSet;
import java.util.Set;

import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.declared.TagKinds;
import org.jspecify.annotations.Nullable;

/**
 * The buckets that a transaction touches. Not thread-safe.
 */
final class TouchedBuckets {

	private final BitSet buckets = new BitSet();

	/**
	 * Adds the tags of a row.
	 * @param names names of its tags
	 * @param id what identifies it, or {@code null} if that is not known
	 */
	void addRow(Set<String> names, @Nullable Object id) {
		names.forEach((name) -> {
			add(name);
			add(row(name, id));
		});
	}

	// An id of several columns has no text
	private static String row(String name, @Nullable Object id) {
		try {
			return (id != null) ? TagKinds.one(name, id) : TagKinds.all(name);
		}
		catch (IllegalArgumentException ex) {
			return TagKinds.all(name);
		}
	}

	/**
	 * Adds the tags of all rows that have a name.
	 * @param names names of tags
	 */
	void addKinds(Set<String> names) {
		addRow(names, null);
	}

	void addAll() {
		this.buckets.set(Buckets.ALL);
	}

	private void add(String tag) {
		this.buckets.set(Buckets.of(tag));
	}

	/**
	 * Takes the buckets out.
	 * @return the buckets, ascending, each once
	 */
	int[] take() {
		int[] taken = this.buckets.stream().toArray();
		this.buckets.clear();
		return taken;
	}

}
