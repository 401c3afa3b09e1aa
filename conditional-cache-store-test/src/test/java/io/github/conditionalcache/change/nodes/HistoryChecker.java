package io.github.conditionalcache.change.nodes;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.conditionalcache.change.nodes.Event.Kind;

/**
 * Goes through a history and finds answers that must not have been given. An answer is
 * stale if a new reader of the database saw a greater number before the request. Not
 * thread-safe.
 */
final class HistoryChecker {

	private static final Event NOTHING = new Event(Kind.FULL, 0, "", Event.NO_TAG, List.of());

	private final Map<Integer, Long> written = new HashMap<>();

	private final Map<Integer, List<Long>> confirmed = new HashMap<>();

	private final Map<Integer, List<Long>> seen = new HashMap<>();

	private final Map<String, Event> held = new HashMap<>();

	private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

	private final List<Finding> findings = new ArrayList<>();

	/**
	 * Looks at the next event.
	 * @param event the event
	 */
	void accept(Event event) {
		this.counts.merge(event.kind(), 1, Integer::sum);
		switch (event.kind()) {
			case WRITTEN -> write(event);
			case BEGUN -> this.confirmed.put(event.client(), confirmed(event.path()));
			case SEEN -> see(event);
			case FULL -> full(event);
			case EARLY_304, LATE_304 -> notModified(event);
		}
	}

	private void write(Event event) {
		List<Integer> ids = Items.at(event.path()).ids();
		for (int i = 0; i < ids.size(); i++) {
			this.written.merge(ids.get(i), event.numbers().get(i), Math::max);
		}
	}

	private List<Long> confirmed(String path) {
		return Items.at(path).ids().stream().map((id) -> this.written.getOrDefault(id, 0L)).toList();
	}

	// A writer was told so, and then nobody must see less
	private void see(Event event) {
		require(event, event.numbers(), this.confirmed, Problem.WRITE_NOT_SEEN);
		this.seen.put(event.client(), event.numbers());
	}

	private void full(Event event) {
		require(event, event.numbers(), this.seen, Problem.STALE_200);
		this.held.put(key(event), event);
	}

	private void notModified(Event event) {
		Event held = this.held.getOrDefault(key(event), NOTHING);
		if (held.tag().equals(event.tag())) {
			require(event, held.numbers(), this.seen, Problem.STALE_304);
		}
		else {
			this.findings.add(new Finding(Problem.OTHER_TAG, event, held.numbers(), List.of()));
		}
	}

	private static String key(Event event) {
		return event.client() + event.path();
	}

	private void require(Event event, List<Long> numbers, Map<Integer, List<Long>> least, Problem problem) {
		List<Long> expected = least.getOrDefault(event.client(), List.of());
		for (int i = 0; i < expected.size(); i++) {
			if (numbers.get(i) < expected.get(i)) {
				this.findings.add(new Finding(problem, event, numbers, expected));
				return;
			}
		}
	}

	/**
	 * Returns what is wrong so far.
	 * @return the findings
	 */
	List<Finding> findings() {
		return this.findings;
	}

	/**
	 * Returns how many events of a kind there are.
	 * @param kind the kind
	 * @return the count so far
	 */
	int count(Kind kind) {
		return this.counts.getOrDefault(kind, 0);
	}

	@Override
	public String toString() {
		return this.counts + ", " + this.findings.size() + " findings";
	}

	/**
	 * What can be wrong.
	 */
	enum Problem {

		/** An answer of 304 for what has changed before. */
		STALE_304,

		/** An answer of 200 with what was there before. */
		STALE_200,

		/** An answer of 304 for what the client does not hold. */
		OTHER_TAG,

		/** A write that was confirmed but can't be seen: a fault of the test. */
		WRITE_NOT_SEEN

	}

	/**
	 * Something that is wrong.
	 *
	 * @param problem what is wrong
	 * @param event where
	 * @param numbers what the client has, or the database shows
	 * @param expected the least numbers that would be right
	 */
	record Finding(Problem problem, Event event, List<Long> numbers, List<Long> expected) {
	}

}
