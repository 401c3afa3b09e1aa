package io.github.conditionalcache.webmvc;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * {@link AbstractWrittenTests} on Jetty, where paths have a prefix.
 */
@TestPropertySource(properties = { "server.servlet.context-path=/shop", "spring.mvc.servlet.path=/api" })
@Import(JettyPrefixedWrittenTests.Jetty.class)
class JettyPrefixedWrittenTests extends AbstractWrittenTests {

	JettyPrefixedWrittenTests() {
		super("JettyServletWebServer", "/shop/api");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Jetty {

		@Bean
		JettyServletWebServerFactory jettyServletWebServerFactory() {
			return new JettyServletWebServerFactory();
		}

	}

}
