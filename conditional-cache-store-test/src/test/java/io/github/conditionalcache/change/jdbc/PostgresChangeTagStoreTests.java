package io.github.conditionalcache.change.jdbc;

import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Tests of {@link JdbcChangeTagStore} over PostgreSQL. Where it can't be started, the
 * tests are skipped, and {@code .ci/run} fails.
 */
@EnabledIf(value = "starts", disabledReason = "no PostgreSQL could be started, so change tags were not tried with it")
class PostgresChangeTagStoreTests extends AbstractJdbcChangeTagStoreTests {

	PostgresChangeTagStoreTests() {
		super(Databases.POSTGRESQL);
	}

	static boolean starts() {
		return Databases.POSTGRESQL.starts();
	}

}
