package io.github.conditionalcache.change.transaction;

import java.util.OptionalInt;

import io.github.conditionalcache.change.MarkingStore;
import io.github.conditionalcache.change.StoreObserver;
import org.jspecify.annotations.Nullable;

/**
 * Shows how long marks take, and how changes end. A record, because equal ones share the
 * marks of a transaction. Thread-safe.
 *
 * @param store keeps the versions
 * @param observer sees how the store fares
 */
public record ObservedMarks(MarkingStore store, StoreObserver observer) implements MarkingStore {

	@Override
	public long @Nullable [] read(int[] buckets) {
		return this.store.read(buckets);
	}

	@Override
	public OptionalInt changing() {
		return this.store.changing();
	}

	@Override
	public Mark mark(int[] buckets) {
		Mark mark = NotedChange.of(this.observer, () -> this.store.mark(buckets));
		return (outcome) -> {
			mark.end(outcome);
			this.observer.ended(outcome);
		};
	}

}
