package io.github.conditionalcache.webmvc;

import java.util.Set;

/**
 * Failures of optimistic locking. By name, since neither library needs to be there.
 */
final class OptimisticLocking {

	private static final Set<String> FAILURES = Set.of("org.springframework.dao.OptimisticLockingFailureException",
			"jakarta.persistence.OptimisticLockException", "org.hibernate.StaleStateException");

	private static final int MAX_CAUSES = 16;

	private OptimisticLocking() {
	}

	/**
	 * Returns whether a failure, or what caused it, says that another write came first.
	 * @param failure what was thrown
	 * @return whether it does
	 */
	static boolean failed(Throwable failure) {
		Throwable cause = failure;
		for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
			for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
				if (FAILURES.contains(type.getName())) {
					return true;
				}
			}
			cause = cause.getCause();
		}
		return false;
	}

}
