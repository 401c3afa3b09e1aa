package io.github.conditionalcache.change.entity;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * {@link AbstractEntityTagsTests} with the store {@code jdbc}, on Tomcat.
 */
@TestPropertySource(
		properties = { "conditional-cache.change-tags.store=jdbc", "spring.datasource.url=jdbc:h2:mem:entities-jdbc" })
@Import(JdbcEntityTagsTests.Tomcat.class)
class JdbcEntityTagsTests extends AbstractEntityTagsTests {

	JdbcEntityTagsTests() {
		super("TomcatWebServer", false);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Tomcat {

		// With both servers on the class path Spring Boot starts Jetty
		@Bean
		TomcatServletWebServerFactory tomcatServletWebServerFactory() {
			return new TomcatServletWebServerFactory();
		}

	}

}
