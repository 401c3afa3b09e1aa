package io.github.conditionalcache.change.entity;

import org.springframework.test.context.TestPropertySource;

/**
 * {@link AbstractEntityTagsTests} with the store {@code jdbc}, on Tomcat.
 */
@TestPropertySource(
		properties = { "conditional-cache.change-tags.store=jdbc", "spring.datasource.url=jdbc:h2:mem:entities-jdbc" })
class JdbcEntityTagsTests extends AbstractEntityTagsTests {

	JdbcEntityTagsTests() {
		super("TomcatWebServer");
	}

}
