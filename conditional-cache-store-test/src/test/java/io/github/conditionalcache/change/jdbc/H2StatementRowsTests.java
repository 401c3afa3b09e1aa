package io.github.conditionalcache.change.jdbc;

/**
 * Statements and their rows over H2.
 */
class H2StatementRowsTests extends AbstractStatementRowsTests {

	H2StatementRowsTests() {
		super(Databases.H2);
	}

}
