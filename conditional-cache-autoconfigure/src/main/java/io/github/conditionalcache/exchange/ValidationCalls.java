package io.github.conditionalcache.exchange;

import java.util.concurrent.Callable;

/**
 * Runs the application's code that finds validators.
 *
 * @since 0.1.0
 */
public interface ValidationCalls {

	/**
	 * On the request's own thread, for as long as it takes.
	 */
	ValidationCalls DIRECT = new ValidationCalls() {

		@Override
		public <T> T call(Callable<T> code) throws Exception {
			return code.call();
		}

	};

	/**
	 * Runs the code.
	 * @param code the code
	 * @param <T> type of the returned value
	 * @return the value that it returned
	 * @throws Exception if it fails or takes too long
	 */
	<T> T call(Callable<T> code) throws Exception;

}
