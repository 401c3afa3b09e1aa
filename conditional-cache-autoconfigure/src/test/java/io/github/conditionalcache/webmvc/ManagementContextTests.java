package io.github.conditionalcache.webmvc;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.autoconfigure.ConditionalCacheAutoConfiguration;
import io.github.conditionalcache.autoconfigure.ConditionalCacheEndpointAutoConfiguration;
import io.github.conditionalcache.autoconfigure.ConditionalCacheGateAutoConfiguration;
import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatServletManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.context.ServerPortInfoApplicationContextInitializer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The context that serves the actuator on a port of its own.
 */
class ManagementContextTests {

	@Test
	void managementContextStartsBesideCheckedWrites() {
		new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
			.withConfiguration(AutoConfigurations.of(ConditionalCacheAutoConfiguration.class,
					ConditionalCacheGateAutoConfiguration.class, ConditionalCacheEndpointAutoConfiguration.class,
					DispatcherServletAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
					WebMvcAutoConfiguration.class, EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class,
					ManagementContextAutoConfiguration.class, ServletManagementContextAutoConfiguration.class,
					TomcatServletManagementContextAutoConfiguration.class))
			.withInitializer(new ServerPortInfoApplicationContextInitializer())
			.withPropertyValues("management.server.port=0", "management.endpoints.web.exposure.include=*")
			.withBean(TomcatServletWebServerFactory.class, () -> new TomcatServletWebServerFactory(0))
			.withUserConfiguration(Writer.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				Answer actuator = http(context, "local.management.port").get("/actuator/conditionalcache");
				assertThat(actuator.status()).isEqualTo(200);
				assertThat(actuator.text()).contains("Writer.put");
				RawHttp main = http(context, "local.server.port");
				assertThat(main.send("PUT", "/written", "If-Match: \"outdated\"").status()).isEqualTo(412);
				assertThat(main.send("PUT", "/written").status()).isEqualTo(428);
				assertThat(main.send("PUT", "/written", "If-Match: *").status()).isEqualTo(200);
				assertThat(main.get("/actuator/conditionalcache").status()).isEqualTo(404);
			});
	}

	private static RawHttp http(ApplicationContext context, String port) {
		return new RawHttp(context.getEnvironment().getRequiredProperty(port, Integer.class));
	}

	@RestController
	static class Writer {

		@GetMapping("/written")
		@Cacheable304("'v1'")
		String get() {
			return "book";
		}

		@PutMapping("/written")
		@ConditionalWrite(required = true)
		String put() {
			return "done";
		}

	}

}
