package io.github.conditionalcache.change.entity;

import io.github.conditionalcache.change.jdbc.Databases;
import org.junit.jupiter.api.condition.EnabledIf;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * {@link AbstractEntityTagsTests} with the store {@code jdbc} over PostgreSQL. Where it
 * can't be started, the tests are skipped, and {@code .ci/run} fails.
 */
@EnabledIf(value = "starts",
		disabledReason = "no PostgreSQL could be started, so tags of entities were not tried with it")
@TestPropertySource(properties = { "conditional-cache.change-tags.store=jdbc",
		"conditional-cache.change-tags.jdbc.initialize-schema=always" })
class PostgresEntityTagsTests extends AbstractEntityTagsTests {

	PostgresEntityTagsTests() {
		super("JettyServletWebServer", false);
	}

	static boolean starts() {
		return Databases.POSTGRESQL.starts();
	}

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry properties) {
		Databases.POSTGRESQL.register(properties);
	}

}
