package io.github.conditionalcache.webmvc;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link AbstractExpiresTests} on Tomcat.
 */
@Import(TomcatExpiresTests.Tomcat.class)
class TomcatExpiresTests extends AbstractExpiresTests {

	TomcatExpiresTests() {
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
