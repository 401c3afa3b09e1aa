package io.github.conditionalcache.change.transaction;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.SmartTransactionObject;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions that hold no data: what they commit shows in what they call.
 */
class Transactions extends AbstractPlatformTransactionManager {

	private static final long serialVersionUID = 1L;

	/** Whether the transaction of a thread may only roll back. */
	private final transient ThreadLocal<AtomicBoolean> state = new ThreadLocal<>();

	private transient Runnable commit = () -> {
	};

	/**
	 * Sets what happens at a commit.
	 * @param onCommit called when the data becomes visible
	 */
	void onCommit(Runnable onCommit) {
		this.commit = onCommit;
	}

	/**
	 * Sets that the reply to each commit is lost.
	 */
	void loseReplies() {
		this.commit = () -> {
			throw new TransactionSystemException("no reply");
		};
		setRollbackOnCommitFailure(true);
	}

	void run(int propagation, Runnable write) {
		run(propagation, (status) -> write.run());
	}

	void run(int propagation, Consumer<TransactionStatus> write) {
		TransactionTemplate template = new TransactionTemplate(this);
		template.setPropagationBehavior(propagation);
		template.executeWithoutResult(write);
	}

	void run(Runnable write) {
		run(TransactionDefinition.PROPAGATION_REQUIRED, write);
	}

	@Override
	protected Object doGetTransaction() {
		return new Current(this.state.get());
	}

	@Override
	protected boolean isExistingTransaction(Object transaction) {
		return this.state.get() != null;
	}

	@Override
	protected void doBegin(Object transaction, TransactionDefinition definition) {
		this.state.set(new AtomicBoolean());
		((Current) transaction).rollbackOnly = this.state.get();
	}

	@Override
	protected Object doSuspend(Object transaction) {
		AtomicBoolean suspended = this.state.get();
		this.state.remove();
		return suspended;
	}

	@Override
	protected void doResume(@Nullable Object transaction, Object suspendedResources) {
		this.state.set((AtomicBoolean) suspendedResources);
	}

	@Override
	protected void doCommit(DefaultTransactionStatus status) {
		this.commit.run();
	}

	@Override
	protected void doRollback(DefaultTransactionStatus status) {
	}

	@Override
	protected void doSetRollbackOnly(DefaultTransactionStatus status) {
		this.state.get().set(true);
	}

	@Override
	protected void doCleanupAfterCompletion(Object transaction) {
		this.state.remove();
	}

	/**
	 * The transaction of a thread.
	 */
	private static final class Current implements SmartTransactionObject {

		private @Nullable AtomicBoolean rollbackOnly;

		Current(@Nullable AtomicBoolean rollbackOnly) {
			this.rollbackOnly = rollbackOnly;
		}

		@Override
		public boolean isRollbackOnly() {
			return this.rollbackOnly != null && this.rollbackOnly.get();
		}

	}

}
