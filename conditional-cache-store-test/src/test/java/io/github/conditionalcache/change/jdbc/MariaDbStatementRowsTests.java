package io.github.conditionalcache.change.jdbc;

import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Statements and their rows over MariaDB. Where it can't be started, the tests are
 * skipped, and {@code .ci/run} fails.
 */
@EnabledIf(value = "starts", disabledReason = "no MariaDB could be started, so change tags were not tried with it")
class MariaDbStatementRowsTests extends AbstractStatementRowsTests {

	MariaDbStatementRowsTests() {
		super(Databases.MARIADB);
	}

	static boolean starts() {
		return Databases.MARIADB.starts();
	}

}
