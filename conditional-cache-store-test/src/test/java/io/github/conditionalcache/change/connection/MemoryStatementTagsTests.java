package io.github.conditionalcache.change.connection;

import org.springframework.test.context.TestPropertySource;

/**
 * Statements whose changes are noted in memory.
 */
@TestPropertySource(properties = "conditional-cache.change-tags.store=memory")
class MemoryStatementTagsTests extends AbstractStatementTagsTests {

	MemoryStatementTagsTests() {
		super(false);
	}

}
