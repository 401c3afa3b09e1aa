package io.github.conditionalcache.exchange.write;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransactionRollbackException;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.UnexpectedRollbackException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LostRace}.
 */
class LostRaceTests {

	@ParameterizedTest
	@MethodSource
	void failureTellsOfARace(Throwable failure, @Nullable LostRace race) {
		assertThat(LostRace.of(failure)).isEqualTo(race);
		assertThat(LostRace.of(new IllegalStateException(failure))).isEqualTo(race);
	}

	static Stream<Arguments> failureTellsOfARace() {
		return Stream.of(Arguments.of(new IllegalStateException("own"), null),
				Arguments.of(new OptimisticLockingFailureException("lock"), LostRace.LOCK),
				Arguments.of(new CannotAcquireLockException("lock"), LostRace.LOCK),
				Arguments.of(new DataIntegrityViolationException("constraint"), LostRace.CONSTRAINT),
				Arguments.of(new DuplicateKeyException("constraint"), LostRace.CONSTRAINT),
				Arguments.of(new IncorrectUpdateSemanticsDataAccessException("rows"), LostRace.CONSTRAINT),
				Arguments.of(new UnexpectedRollbackException("rollback"), LostRace.CONSTRAINT),
				Arguments.of(new SQLTransactionRollbackException("lock"), LostRace.LOCK),
				Arguments.of(new SQLIntegrityConstraintViolationException("constraint"), LostRace.CONSTRAINT));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			state, race
			40001, LOCK
			40P01, LOCK
			40002, CONSTRAINT
			40003,
			23505, CONSTRAINT
			23000, CONSTRAINT
			42000,
			,
			""")
	void stateOfTheDatabaseTellsOfARace(@Nullable String state, @Nullable LostRace race) {
		assertThat(LostRace.of(new SQLException("failed", state))).isEqualTo(race);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			outer,      inner,      race
			constraint, lock,       LOCK
			lock,       constraint, LOCK
			lock,       unknown,
			lock,       deferred,   CONSTRAINT
			own,        constraint, CONSTRAINT
			""")
	void causeCountsBesideTheFailure(String outer, String inner, @Nullable LostRace race) {
		Throwable cause = switch (inner) {
			case "unknown" -> new SQLException("failed", "40003");
			case "deferred" -> new SQLException("failed", "40002");
			default -> failure(inner, null);
		};
		assertThat(LostRace.of(failure(outer, cause))).isEqualTo(race);
	}

	private static Throwable failure(String kind, @Nullable Throwable cause) {
		return switch (kind) {
			case "lock" -> new OptimisticLockingFailureException("lock", cause);
			case "constraint" -> new DataIntegrityViolationException("constraint", cause);
			default -> new IllegalStateException("own", cause);
		};
	}

	@Test
	void causesAreFollowedSoFar() {
		Throwable failure = new OptimisticLockingFailureException("lock");
		for (int i = 0; i < 15; i++) {
			failure = new IllegalStateException(failure);
		}
		assertThat(LostRace.of(failure)).isEqualTo(LostRace.LOCK);
		assertThat(LostRace.of(new IllegalStateException(failure))).isNull();
	}

}
