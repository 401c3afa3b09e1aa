package io.github.conditionalcache.webmvc;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link AbstractSkippedTests} on Jetty.
 */
@Import(JettySkippedTests.Jetty.class)
class JettySkippedTests extends AbstractSkippedTests {

	JettySkippedTests() {
		super("JettyServletWebServer");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Jetty {

		@Bean
		JettyServletWebServerFactory jettyServletWebServerFactory() {
			return new JettyServletWebServerFactory();
		}

	}

}
