package io.github.conditionalcache.change.entity;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * {@link AbstractEntityTagsTests} with the store {@code memory}, on Jetty.
 */
@TestPropertySource(properties = { "conditional-cache.change-tags.store=memory",
		"spring.datasource.url=jdbc:h2:mem:entities-memory" })
@Import(MemoryEntityTagsTests.Jetty.class)
class MemoryEntityTagsTests extends AbstractEntityTagsTests {

	MemoryEntityTagsTests() {
		super("JettyServletWebServer", false);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Jetty {

		@Bean
		JettyServletWebServerFactory jettyServletWebServerFactory() {
			return new JettyServletWebServerFactory();
		}

	}

}
