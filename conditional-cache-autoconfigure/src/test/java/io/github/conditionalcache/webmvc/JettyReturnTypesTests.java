package io.github.conditionalcache.webmvc;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link AbstractReturnTypesTests} on Jetty.
 */
@Import(JettyReturnTypesTests.Jetty.class)
class JettyReturnTypesTests extends AbstractReturnTypesTests {

	JettyReturnTypesTests() {
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
