package io.github.conditionalcache.change.connection;

import org.springframework.test.context.TestPropertySource;

/**
 * Statements whose changes are noted in the database.
 */
@TestPropertySource(properties = "conditional-cache.change-tags.store=jdbc")
class JdbcStatementTagsTests extends AbstractStatementTagsTests {

	JdbcStatementTagsTests() {
		super(true);
	}

}
