package io.github.conditionalcache.change.jdbc;

import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Statements and their rows over PostgreSQL. Where it can't be started, the tests are
 * skipped, and {@code .ci/run} fails.
 */
@EnabledIf(value = "starts", disabledReason = "no PostgreSQL could be started, so change tags were not tried with it")
class PostgresStatementRowsTests extends AbstractStatementRowsTests {

	PostgresStatementRowsTests() {
		super(Databases.POSTGRESQL);
	}

	static boolean starts() {
		return Databases.POSTGRESQL.starts();
	}

}
