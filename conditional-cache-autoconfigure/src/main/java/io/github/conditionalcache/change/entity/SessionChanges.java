package io.github.conditionalcache.change.entity;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.github.conditionalcache.change.transaction.FoundChanges;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks;

/**
 * What the sessions of one persistence unit change. Thread-safe.
 */
final class SessionChanges {

	private final Map<SharedSessionContractImplementor, TransactionNotes> open = Collections
		.synchronizedMap(new WeakHashMap<>());

	private final FoundChanges changes;

	private final BooleanSupplier noted;

	/**
	 * Creates the changes.
	 * @param changes notes them
	 * @param noted whether changes of this persistence unit can be noted
	 */
	SessionChanges(FoundChanges changes, BooleanSupplier noted) {
		this.changes = changes;
		this.noted = noted;
	}

	/**
	 * Notes a change with the transaction of a session.
	 * @param session the session
	 * @param what adds the tags
	 */
	void note(SharedSessionContractImplementor session, Consumer<TouchedBuckets> what) {
		if (!this.noted.getAsBoolean()) {
			return;
		}
		if (session.getTransactionCoordinator().isTransactionActive()) {
			this.open.computeIfAbsent(session, this::begin).add(session, what);
		}
		else {
			this.changes.within(TransactionNotes.connection(session), take(what));
		}
	}

	private TransactionNotes begin(SharedSessionContractImplementor session) {
		TransactionNotes notes = new TransactionNotes(this.changes);
		TransactionCompletionCallbacks callbacks = session.getTransactionCompletionCallbacks();
		callbacks.registerCallback((TransactionCompletionCallbacks.BeforeCompletionCallback) notes::beforeCompletion);
		callbacks.registerCallback((TransactionCompletionCallbacks.AfterCompletionCallback) (committed, ended) -> {
			this.open.remove(session);
			notes.afterCompletion(committed);
		});
		return notes;
	}

	/**
	 * Notes a change whose session is not known, with the transaction that Spring manages
	 * for the thread.
	 * @param what adds the tags
	 */
	void note(Consumer<TouchedBuckets> what) {
		if (this.noted.getAsBoolean()) {
			this.changes.within(take(what));
		}
	}

	private static int[] take(Consumer<TouchedBuckets> what) {
		TouchedBuckets touched = new TouchedBuckets();
		what.accept(touched);
		return touched.take();
	}

}
