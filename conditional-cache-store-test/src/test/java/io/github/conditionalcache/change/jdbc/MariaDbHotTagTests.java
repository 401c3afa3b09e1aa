package io.github.conditionalcache.change.jdbc;

import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Many writers of one tag over MariaDB. Where it can't be started, the tests are skipped,
 * and {@code .ci/run} fails.
 */
@EnabledIf(value = "starts", disabledReason = "no MariaDB could be started, so a hot tag was not tried with it")
class MariaDbHotTagTests extends AbstractHotTagTests {

	MariaDbHotTagTests() {
		super(Databases.MARIADB);
	}

	static boolean starts() {
		return Databases.MARIADB.starts();
	}

}
