package io.github.conditionalcache.webmvc;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * {@link AbstractWrittenTests} on Tomcat, where paths have a prefix.
 */
@TestPropertySource(properties = { "server.servlet.context-path=/shop", "spring.mvc.servlet.path=/api" })
@Import(TomcatPrefixedWrittenTests.Tomcat.class)
class TomcatPrefixedWrittenTests extends AbstractWrittenTests {

	TomcatPrefixedWrittenTests() {
		super("TomcatWebServer", "/shop/api");
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
