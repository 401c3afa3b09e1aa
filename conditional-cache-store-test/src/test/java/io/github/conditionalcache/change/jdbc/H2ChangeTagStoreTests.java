package io.github.conditionalcache.change.jdbc;

/**
 * Tests of {@link JdbcChangeTagStore} over H2.
 */
class H2ChangeTagStoreTests extends AbstractJdbcChangeTagStoreTests {

	H2ChangeTagStoreTests() {
		super(Databases.H2);
	}

}
