package io.github.conditionalcache.change.transaction;

import java.util.function.Supplier;

import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.StoreObserver.Call;

/**
 * One call that notes a change, as an observer sees it.
 */
public final class NotedChange {

	private NotedChange() {
	}

	/**
	 * Notes a change.
	 * @param <T> type of the result
	 * @param observer sees how long it takes, and whether it fails
	 * @param call notes the change
	 * @return the result of the call
	 */
	public static <T> T of(StoreObserver observer, Supplier<T> call) {
		long start = System.nanoTime();
		Call result = Call.NOT_NOTED;
		try {
			T noted = call.get();
			result = Call.NOTED;
			return noted;
		}
		finally {
			observer.called(result, System.nanoTime() - start);
		}
	}

}
