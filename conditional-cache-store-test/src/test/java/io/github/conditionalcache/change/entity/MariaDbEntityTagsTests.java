package io.github.conditionalcache.change.entity;

import io.github.conditionalcache.change.jdbc.Databases;
import org.junit.jupiter.api.condition.EnabledIf;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * {@link AbstractEntityTagsTests} with the store {@code jdbc} over MariaDB. Where it
 * can't be started, the tests are skipped, and {@code .ci/run} fails.
 */
@EnabledIf(value = "starts", disabledReason = "no MariaDB could be started, so tags of entities were not tried with it")
@TestPropertySource(properties = { "conditional-cache.change-tags.store=jdbc",
		"conditional-cache.change-tags.jdbc.initialize-schema=always" })
class MariaDbEntityTagsTests extends AbstractEntityTagsTests {

	MariaDbEntityTagsTests() {
		super("JettyServletWebServer", true);
	}

	static boolean starts() {
		return Databases.MARIADB.starts();
	}

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry properties) {
		Databases.MARIADB.register(properties);
	}

}
