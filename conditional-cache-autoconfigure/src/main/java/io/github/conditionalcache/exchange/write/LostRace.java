package io.github.conditionalcache.exchange.write;

import java.sql.SQLException;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a write loses against another one that comes between its check and its end.
 */
enum LostRace {

	/**
	 * A lock, an optimistic one or a real one: there was another write for certain.
	 */
	LOCK,

	/**
	 * A constraint, another number of rows than expected, or a rollback that tells no
	 * reason: there may have been another write, or the application may have made a
	 * mistake.
	 */
	CONSTRAINT;

	/** By name, since none of the libraries needs to be there. */
	private static final Map<String, LostRace> FAILURES = Map.ofEntries(
			Map.entry("org.springframework.dao.ConcurrencyFailureException", LOCK),
			Map.entry("jakarta.persistence.OptimisticLockException", LOCK),
			Map.entry("jakarta.persistence.PessimisticLockException", LOCK),
			Map.entry("jakarta.persistence.LockTimeoutException", LOCK),
			Map.entry("org.hibernate.StaleStateException", LOCK),
			Map.entry("org.hibernate.PessimisticLockException", LOCK),
			Map.entry("org.hibernate.exception.LockAcquisitionException", LOCK),
			Map.entry("jakarta.data.exceptions.OptimisticLockingFailureException", LOCK),
			Map.entry("org.jooq.exception.DataChangedException", LOCK),
			Map.entry("java.sql.SQLTransactionRollbackException", LOCK),
			Map.entry("org.springframework.dao.DataIntegrityViolationException", CONSTRAINT),
			Map.entry("org.springframework.dao.IncorrectUpdateSemanticsDataAccessException", CONSTRAINT),
			Map.entry("org.springframework.transaction.UnexpectedRollbackException", CONSTRAINT),
			Map.entry("jakarta.persistence.RollbackException", CONSTRAINT),
			Map.entry("jakarta.transaction.RollbackException", CONSTRAINT),
			Map.entry("jakarta.data.exceptions.EntityExistsException", CONSTRAINT),
			Map.entry("org.jooq.exception.IntegrityConstraintViolationException", CONSTRAINT),
			Map.entry("jakarta.persistence.EntityExistsException", CONSTRAINT),
			Map.entry("org.hibernate.exception.ConstraintViolationException", CONSTRAINT),
			Map.entry("java.sql.SQLIntegrityConstraintViolationException", CONSTRAINT));

	/** Of transactions that were rolled back, ISO 9075. */
	private static final String ROLLBACK_STATE = "40";

	/** Of transactions that were rolled back for a violated constraint. */
	private static final String ROLLBACK_BY_CONSTRAINT = "40002";

	/** Of statements of which nobody knows whether they have been completed. */
	private static final String UNKNOWN_COMPLETION = "40003";

	/** Of violated constraints. */
	private static final String CONSTRAINT_STATE = "23";

	private static final int MAX_CAUSES = 16;

	/**
	 * Returns the race that a failure, or its cause, may be a sign of.
	 * @param failure the exception that was thrown
	 * @return the race, or {@code null} if it tells of none
	 */
	static @Nullable LostRace of(Throwable failure) {
		LostRace found = null;
		Throwable cause = failure;
		for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
			String state = state(cause);
			// Spring takes all of the class for locks
			if (UNKNOWN_COMPLETION.equals(state)) {
				return null;
			}
			if (ROLLBACK_BY_CONSTRAINT.equals(state)) {
				return CONSTRAINT;
			}
			LostRace told = toldBy(cause, state);
			found = (told != null && found != LOCK) ? told : found;
			cause = cause.getCause();
		}
		return found;
	}

	private static @Nullable String state(Throwable failure) {
		return (failure instanceof SQLException ofDatabase) ? ofDatabase.getSQLState() : null;
	}

	private static @Nullable LostRace toldBy(Throwable failure, @Nullable String state) {
		for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
			LostRace told = FAILURES.get(type.getName());
			if (told != null) {
				return told;
			}
		}
		return (state != null) ? toldBy(state) : null;
	}

	// Few drivers use the subclasses of SQLException
	private static @Nullable LostRace toldBy(String state) {
		if (state.startsWith(ROLLBACK_STATE)) {
			return LOCK;
		}
		return state.startsWith(CONSTRAINT_STATE) ? CONSTRAINT : null;
	}

}
