package io.github.conditionalcache.change.entity;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.conditionalcache.change.transaction.FoundChanges;
import io.github.conditionalcache.change.transaction.FoundChanges.Ending;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * What one transaction of a session touches. Noted right before the commit, when
 * Hibernate has flushed, and at once from then on. Used by the thread of the session.
 */
final class TransactionNotes {

	private final FoundChanges changes;

	private final TouchedBuckets touched = new TouchedBuckets();

	private final List<Ending> endings = new ArrayList<>(1);

	private boolean completing;

	TransactionNotes(FoundChanges changes) {
		this.changes = changes;
	}

	void add(SharedSessionContractImplementor session, Consumer<TouchedBuckets> what) {
		what.accept(this.touched);
		if (this.completing) {
			note(session);
		}
	}

	void beforeCompletion(SharedSessionContractImplementor session) {
		this.completing = true;
		note(session);
	}

	private void note(SharedSessionContractImplementor session) {
		int[] buckets = this.touched.take();
		if (buckets.length > 0) {
			this.endings.add(this.changes.beforeCommit(connection(session), buckets));
		}
	}

	static Connection connection(SharedSessionContractImplementor session) {
		return session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
	}

	// After a roll-back Hibernate keeps what is to run before the completion, and runs it
	// in the next transaction of the session
	void afterCompletion(boolean committed) {
		this.touched.take();
		this.endings.forEach((ending) -> ending.ended(committed));
	}

}
