package io.github.conditionalcache.webmvc;

import java.util.Properties;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.WritePrecondition;
import io.github.conditionalcache.WriteRefusalHandler;
import io.github.conditionalcache.autoconfigure.ConditionalCacheAutoConfiguration;
import io.github.conditionalcache.autoconfigure.ConditionalCacheGateAutoConfiguration;
import io.github.conditionalcache.autoconfigure.ConditionalCacheMetricsAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.info.GitProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes under other settings than the default ones, and in another deployment.
 */
class WritePropertiesTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConditionalCacheAutoConfiguration.class,
				ConditionalCacheGateAutoConfiguration.class, ConditionalCacheMetricsAutoConfiguration.class,
				DispatcherServletAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
				JacksonAutoConfiguration.class, WebMvcAutoConfiguration.class))
		.withBean("books", Books.class)
		.withBean(Library.class)
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new);

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			match, comparison, other language, weak tag
			state, strong,     200,            412
			exact, strong,     412,            412
			state, weak,       200,            200
			exact, weak,       412,            200
			""")
	void tagsAreComparedAsConfigured(String match, String comparison, int otherLanguage, int weakTag) {
		this.runner
			.withPropertyValues("conditional-cache.preconditions.match=" + match,
					"conditional-cache.preconditions.comparison=" + comparison)
			.run((context) -> {
				String english = send(context, "GET", "Accept-Language", "en").getHeader("ETag");
				assertThat(english).startsWith("\"");
				assertThat(put(context, "en", "W/" + english)).isEqualTo(weakTag);
				assertThat(put(context, "fr", english)).isEqualTo(otherLanguage);
				assertThat(put(context, "en", english)).isEqualTo(200);
				context.getBean("books", Books.class).version++;
				for (String language : new String[] { "en", "fr" }) {
					assertThat(put(context, language, english)).isEqualTo(412);
					assertThat(put(context, language, "W/" + english)).isEqualTo(412);
				}
			});
	}

	@ParameterizedTest
	@CsvSource({ "state, 200", "exact, 412" })
	void tagOutlivesADeploymentUnlessComparedExactly(String match, int status) {
		WebApplicationContextRunner configured = this.runner
			.withPropertyValues("conditional-cache.preconditions.match=" + match);
		configured.withBean(GitProperties.class, () -> git("1111111")).run((before) -> {
			String tag = send(before, "GET").getHeader("ETag");
			configured.withBean(GitProperties.class, () -> git("2222222")).run((after) -> {
				assertThat(send(after, "GET").getHeader("ETag")).isNotEqualTo(tag);
				assertThat(send(after, "PUT", "If-Match", tag).getStatus()).isEqualTo(status);
				after.getBean("books", Books.class).version++;
				assertThat(send(after, "PUT", "If-Match", tag).getStatus()).isEqualTo(412);
			});
		});
	}

	@Test
	void preconditionMayBeRequiredEverywhere() {
		this.runner.withPropertyValues("conditional-cache.preconditions.required=true").run((context) -> {
			MockHttpServletResponse refused = send(context, "PUT");
			assertThat(refused.getStatus()).isEqualTo(428);
			assertThat(refused.getHeader("Cache-Control")).isEqualTo("no-store");
			assertThat(refused.getContentAsString()).contains("urn:problem:conditional-cache:precondition-required");
			assertThat(send(context, "PUT", "If-Match", "*").getStatus()).isEqualTo(200);
		});
	}

	@Test
	void applicationMayAnswerRefusals() {
		this.runner
			.withBean(WriteRefusalHandler.class,
					() -> (refused) -> ResponseEntity.status(refused.reason().status())
						.body("refused: " + refused.reason().label()))
			.run((context) -> {
				MockHttpServletResponse refused = send(context, "PUT", "If-Match", "\"x\"", "Accept", "text/plain");
				assertThat(refused.getStatus()).isEqualTo(412);
				assertThat(refused.getContentAsString()).isEqualTo("refused: changed");
				assertThat(refused.getContentType()).startsWith("text/plain");
			});
	}

	@Test
	void refusalsAreCounted() {
		this.runner.run((context) -> {
			send(context, "PUT");
			send(context, "PUT", "If-Match", "*");
			send(context, "PUT", "If-Match", "\"x\"");
			send(context, "PUT", "If-Match", "\"y\"");
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			assertThat(count(meters, "unconditional", "none")).isEqualTo(1);
			assertThat(count(meters, "passed", "none")).isEqualTo(1);
			assertThat(count(meters, "failed", "changed")).isEqualTo(2);
		});
	}

	private static double count(MeterRegistry meters, String result, String reason) {
		return meters.get("conditional.cache.requests")
			.tags("method", "PUT", "uri", "/book", "result", result, "reason", reason)
			.counter()
			.count();
	}

	private static GitProperties git(String commit) {
		Properties properties = new Properties();
		properties.setProperty("commit.id", commit);
		return new GitProperties(properties);
	}

	private static int put(WebApplicationContext context, String language, String tag) throws Exception {
		return send(context, "PUT", "Accept-Language", language, "If-Match", tag).getStatus();
	}

	private static MockHttpServletResponse send(WebApplicationContext context, String method, String... fields)
			throws Exception {
		Filter filter = context.getBean("conditionalCacheFilter", FilterRegistrationBean.class).getFilter();
		MockMvc mvc = MockMvcBuilders.webAppContextSetup(context).<DefaultMockMvcBuilder>addFilters(filter).build();
		MockHttpServletRequestBuilder request = MockMvcRequestBuilders.request(HttpMethod.valueOf(method), "/book");
		for (int i = 0; i < fields.length; i += 2) {
			request.header(fields[i], fields[i + 1]);
		}
		return mvc.perform(request).andReturn().getResponse();
	}

	public static class Books {

		int version = 1;

		public int version() {
			return this.version;
		}

	}

	record Book(int version) {

	}

	@RestController
	static class Library {

		private final Books books;

		Library(Books books) {
			this.books = books;
		}

		@GetMapping("/book")
		@Cacheable304("@books.version()")
		Book get() {
			return new Book(this.books.version);
		}

		@PutMapping("/book")
		@ConditionalWrite
		Book put(WritePrecondition precondition) {
			precondition.check(this.books.version);
			return new Book(this.books.version);
		}

	}

}
