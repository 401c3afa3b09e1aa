package io.github.conditionalcache.webmvc;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.WritePrecondition;
import io.github.conditionalcache.WriteRefusalHandler;
import io.github.conditionalcache.autoconfigure.ConditionalCacheAutoConfiguration;
import io.github.conditionalcache.autoconfigure.ConditionalCacheGateAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tag of refused writes under the values of its property, with method security,
 * without it, and without Spring Security.
 */
class RefusalTagPropertyTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConditionalCacheAutoConfiguration.class,
				ConditionalCacheGateAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class, JacksonAutoConfiguration.class,
				WebMvcAutoConfiguration.class))
		.withBean("versions", Versions.class)
		.withBean(Writer.class);

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			property, methods, libraries, tag
			auto,     true,    true,      false
			auto,     false,   true,      true
			auto,     false,   false,     true
			always,   true,    true,      true
			never,    true,    true,      false
			never,    false,   true,      false
			never,    false,   false,     false
			""")
	void propertyDecides(String property, boolean methods, boolean libraries, boolean tag) {
		WebApplicationContextRunner started = methods ? this.runner.withUserConfiguration(MethodSecurityOn.class)
				: this.runner;
		if (!libraries) {
			started = started.withClassLoader(new FilteredClassLoader("org.springframework.security"));
		}
		started.withPropertyValues("conditional-cache.preconditions.refusal-tag=" + property).run((context) -> {
			for (String field : new String[] { "If-Match", "If-None-Match" }) {
				MockHttpServletResponse answer = put(context, field);
				assertThat(answer.getStatus()).isEqualTo(412);
				assertThat(answer.getHeader("ETag") != null).isEqualTo(tag);
			}
			assertThat(put(context, "X-Nothing").getStatus()).isEqualTo(428);
			assertThat(put(context, "X-Nothing").getHeader("ETag") != null).isEqualTo(tag);
		});
	}

	@Test
	void antPatternsAreNoFailure() {
		this.runner.withBean(Reader.class)
			.withPropertyValues("spring.mvc.pathmatch.matching-strategy=ant_path_matcher")
			.run((context) -> {
				MockHttpServletResponse refused = put(context, "If-Match");
				assertThat(refused.getStatus()).isEqualTo(412);
				assertThat(refused.getHeader("ETag")).isNotNull();
				MockHttpServletResponse written = MockMvcBuilders.webAppContextSetup(context)
					.build()
					.perform(MockMvcRequestBuilders.put("/row").header("If-Match", "*"))
					.andReturn()
					.getResponse();
				assertThat(written.getStatus()).isEqualTo(200);
				assertThat(written.getHeader("ETag")).isNotNull();
			});
	}

	@Test
	void applicationsHandlerIsNotGivenTheTag() {
		this.runner.withUserConfiguration(MethodSecurityOn.class)
			.withBean(WriteRefusalHandler.class,
					() -> (refused) -> ResponseEntity.status(refused.reason().status())
						.header("X-Tag", String.valueOf(refused.entityTag()))
						.build())
			.run((context) -> assertThat(put(context, "If-Match").getHeader("X-Tag")).isEqualTo("null"));
	}

	private static MockHttpServletResponse put(WebApplicationContext context, String field) throws Exception {
		return MockMvcBuilders.webAppContextSetup(context)
			.build()
			.perform(MockMvcRequestBuilders.put("/row").header(field, field.equals("If-Match") ? "\"x\"" : "*"))
			.andReturn()
			.getResponse();
	}

	@EnableMethodSecurity
	@Configuration(proxyBeanMethods = false)
	static class MethodSecurityOn {

	}

	public static class Versions {

		public int now() {
			return 1;
		}

	}

	@RestController
	static class Writer {

		@PutMapping("/row")
		@ConditionalWrite(value = "@versions.now()", required = true)
		String put(WritePrecondition precondition) {
			precondition.written(2);
			return "written";
		}

	}

	@RestController
	static class Reader {

		@GetMapping("/row")
		@Cacheable304("@versions.now()")
		String get() {
			return "row";
		}

	}

}
