package io.github.conditionalcache.tag;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * A few objects that are costly to make, kept for the next who needs one. Their number is
 * bounded however many threads there are. They stay where they are and are marked as
 * taken: to put them back each time would cost as much as what they are needed for, as
 * the garbage collector keeps account of references between old objects. Thread-safe.
 *
 * @param <T> type of the objects, which are used by one thread at a time
 */
final class ObjectPool<T> {

	private static final int KEPT = 32;

	private final AtomicReferenceArray<Spare<T>> kept = new AtomicReferenceArray<>(KEPT);

	private final Supplier<T> maker;

	ObjectPool(Supplier<T> maker) {
		this.maker = maker;
	}

	/**
	 * Takes an object that nobody else uses.
	 * @return the object, to be given back or forgotten by the same thread
	 */
	Spare<T> take() {
		Spare<T> spare = this.kept.get(place());
		if (spare != null && spare.taken.compareAndSet(false, true)) {
			return spare;
		}
		Spare<T> made = new Spare<>(this.maker.get());
		this.kept.compareAndSet(place(), null, made);
		return made;
	}

	/**
	 * Lets others use an object again.
	 * @param spare an object that nobody uses any longer
	 */
	void giveBack(Spare<T> spare) {
		spare.taken.setRelease(false);
	}

	/**
	 * Lets nobody use an object again.
	 * @param spare an object that is too large, or that has failed
	 */
	void forget(Spare<T> spare) {
		this.kept.compareAndSet(place(), spare, null);
	}

	private static int place() {
		long id = Thread.currentThread().getId();
		return (int) ((id ^ (id >>> 5)) & (KEPT - 1));
	}

	/**
	 * An object that is kept.
	 *
	 * @param <T> its type
	 */
	static final class Spare<T> {

		private final AtomicBoolean taken = new AtomicBoolean(true);

		private final T object;

		private Spare(T object) {
			this.object = object;
		}

		T object() {
			return this.object;
		}

	}

}
