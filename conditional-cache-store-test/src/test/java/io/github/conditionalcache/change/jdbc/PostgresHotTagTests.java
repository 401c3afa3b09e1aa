package io.github.conditionalcache.change.jdbc;

import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Many writers of one tag over PostgreSQL. Where it can't be started, the tests are
 * skipped, and {@code .ci/run} fails.
 */
@EnabledIf(value = "starts", disabledReason = "no PostgreSQL could be started, so a hot tag was not tried with it")
class PostgresHotTagTests extends AbstractHotTagTests {

	PostgresHotTagTests() {
		super(Databases.POSTGRESQL);
	}

	static boolean starts() {
		return Databases.POSTGRESQL.starts();
	}

}
