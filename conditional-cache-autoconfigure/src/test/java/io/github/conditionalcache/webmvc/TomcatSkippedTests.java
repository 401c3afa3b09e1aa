package io.github.conditionalcache.webmvc;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link AbstractSkippedTests} on Tomcat.
 */
@Import(TomcatSkippedTests.Tomcat.class)
class TomcatSkippedTests extends AbstractSkippedTests {

	TomcatSkippedTests() {
		super("TomcatWebServer");
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
