package io.github.conditionalcache.validator;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * A few objects that are costly to make, kept for the next who needs one. Their number is
 * bounded however many threads there are. Thread-safe.
 *
 * @param <T> type of the objects, which are used by one thread at a time
 */
final class Spares<T> {

	private static final int KEPT = 32;

	private final AtomicReferenceArray<T> kept = new AtomicReferenceArray<>(KEPT);

	private final Supplier<T> maker;

	Spares(Supplier<T> maker) {
		this.maker = maker;
	}

	T take() {
		T spare = this.kept.getAndSet(place(), null);
		return (spare != null) ? spare : this.maker.get();
	}

	/**
	 * Keeps an object. One that has failed is better forgotten.
	 * @param spare an object that nobody uses any longer
	 */
	void giveBack(T spare) {
		this.kept.set(place(), spare);
	}

	private static int place() {
		long id = Thread.currentThread().getId();
		return (int) ((id ^ (id >>> 5)) & (KEPT - 1));
	}

}
