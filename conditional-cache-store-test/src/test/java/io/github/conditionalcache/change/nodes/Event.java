package io.github.conditionalcache.change.nodes;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of a history.
 *
 * @param kind what has happened
 * @param client who has noticed it
 * @param path what it is about
 * @param tag an entity tag, or {@code -}
 * @param numbers the numbers at the path, in its order
 */
record Event(Kind kind, int client, String path, String tag, List<Long> numbers) {

	static final String NO_TAG = "-";

	static Event parse(String line) {
		String[] parts = line.split(" ", -1);
		List<Long> numbers = parts[4].isEmpty() ? List.of()
				: Arrays.stream(parts[4].split(",")).map(Long::valueOf).toList();
		return new Event(Kind.valueOf(parts[0]), Integer.parseInt(parts[1]), parts[2], parts[3], numbers);
	}

	@Override
	public String toString() {
		String joined = this.numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
		return String.join(" ", this.kind.name(), String.valueOf(this.client), this.path, this.tag, joined);
	}

	/**
	 * Kinds of events.
	 */
	enum Kind {

		/** A node has confirmed a write of these numbers. */
		WRITTEN,

		/** A client begins to revalidate what it holds. */
		BEGUN,

		/** The numbers that a new reader of the database sees, before the request. */
		SEEN,

		/** The answer is 200 with these numbers. */
		FULL,

		/** The answer is 304, and the handler was not called. */
		EARLY_304,

		/** The answer is 304, by the content that the handler has made. */
		LATE_304

	}

}
