package io.github.conditionalcache.change.transaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Ends marks behind all callbacks of the current transaction, which may evict from caches
 * what was read before it. Needs spring-tx. Thread-safe.
 */
public final class AfterTransaction {

	private AfterTransaction() {
	}

	/**
	 * Ends marks after the transaction of the current thread, or at once if there is
	 * none. Where other marks of all these buckets wait for it, these need not: many
	 * statements that commit by themselves within one transaction leave one mark.
	 * @param buckets the buckets that have the marks
	 * @param end ends the marks
	 */
	public static void run(int[] buckets, Runnable end) {
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			waiting().add(buckets, end);
		}
		else {
			end.run();
		}
	}

	private static Last waiting() {
		Last known = known();
		if (known != null) {
			return known;
		}
		Last last = new Last();
		TransactionSynchronizationManager.registerSynchronization(last);
		return last;
	}

	private static @Nullable Last known() {
		return TransactionSynchronizationManager.getSynchronizations()
			.stream()
			.filter(Last.class::isInstance)
			.map(Last.class::cast)
			.reduce((earlier, later) -> later)
			.orElse(null);
	}

	/**
	 * The last of the callbacks. No record: each one counts, whatever waits for it.
	 */
	private static final class Last implements TransactionSynchronization, Ordered {

		private final BitSet buckets = new BitSet();

		private final List<Runnable> ends = new ArrayList<>();

		void add(int[] further, Runnable end) {
			if (Arrays.stream(further).allMatch(this.buckets::get)) {
				end.run();
				return;
			}
			Arrays.stream(further).forEach(this.buckets::set);
			this.ends.add(end);
		}

		@Override
		public int getOrder() {
			return LOWEST_PRECEDENCE;
		}

		// Behind the callbacks that were registered since
		@Override
		public void beforeCompletion() {
			Last last = new Last();
			last.buckets.or(this.buckets);
			last.ends.addAll(this.ends);
			this.ends.clear();
			TransactionSynchronizationManager.registerSynchronization(last);
		}

		@Override
		public void afterCompletion(int status) {
			this.ends.forEach(Runnable::run);
		}

	}

}
