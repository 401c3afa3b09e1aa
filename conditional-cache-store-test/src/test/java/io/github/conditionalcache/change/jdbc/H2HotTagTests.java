package io.github.conditionalcache.change.jdbc;

/**
 * Many writers of one tag over H2.
 */
class H2HotTagTests extends AbstractHotTagTests {

	H2HotTagTests() {
		super(Databases.H2);
	}

}
