package io.github.conditionalcache.webmvc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.github.conditionalcache.Cacheable304;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamSource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.accept.ContentNegotiationManager;
import org.springframework.web.accept.FixedContentNegotiationStrategy;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.annotation.RequestScope;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What selects is found in the beans that Spring MVC itself uses, whatever others of
 * their types an application has, and in what leads to a controller.
 */
class SpringBeansTests {

	private final WebApplicationContextRunner runner = MockedMvc.runner().withBean(Handlers.class);

	@Test
	void languageIsResolvedByTheBeanOfThatName() {
		this.runner.withUserConfiguration(OtherLocaleResolvers.class)
			.run((context) -> assertAreTwo(new MockedMvc(context), "/locale", "Accept-Language: de",
					"Accept-Language: fr"));
	}

	@Test
	void formatIsNegotiatedByTheBeanOfThatName() {
		this.runner.withUserConfiguration(OtherNegotiation.class)
			.run((context) -> assertAreTwo(new MockedMvc(context), "/formats", "Accept: application/json",
					"Accept: text/plain"));
	}

	@Test
	void addressOfLinksCounts() {
		this.runner.run((context) -> {
			MockedMvc mvc = new MockedMvc(context);
			assertThat(mvc.get("http://example.org/links").getHeader("ETag"))
				.isNotEqualTo(mvc.get("https://example.org/links").getHeader("ETag"));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/tenant", "/scoped" })
	void beanOfARequestSelects(String path) {
		this.runner.withUserConfiguration(Tenants.class, ByTenant.class, Scoped.class).run((context) -> {
			MockedMvc mvc = new MockedMvc(context);
			assertAreTwo(mvc, path, "X-Tenant: one", "X-Tenant: two");
			assertThat(mvc.get(path, "X-Tenant: one").getHeader("ETag")).as("made of the content").doesNotContain(".");
		});
	}

	@Test
	void beanOfARequestSelectsThatAParentHas() {
		try (AnnotationConfigWebApplicationContext parent = new AnnotationConfigWebApplicationContext()) {
			parent.setServletContext(new MockServletContext());
			parent.register(Tenants.class);
			parent.refresh();
			this.runner.withParent(parent)
				.withUserConfiguration(ByTenant.class)
				.run((context) -> assertAreTwo(new MockedMvc(context), "/tenant", "X-Tenant: one", "X-Tenant: two"));
		}
	}

	@Test
	void dateDecidesNothingWhereOneOfSeveralTypesHasAnotherFormat() {
		this.runner.withBean(NovelConverter.class).run((context) -> {
			MockedMvc mvc = new MockedMvc(context);
			assertAreTwo(mvc, "/book", "Accept: application/json", "Accept: application/x-novel");
			assertThat(mvc.get("/book", "Accept: application/json").getHeader("Last-Modified")).isNull();
			assertThat(mvc.get("/novel", "Accept: application/json").getHeader("Last-Modified")).isNull();
			assertThat(mvc.get("/note", "Accept: application/json").getHeader("Last-Modified")).isNotNull();
		});
		this.runner.run((context) -> assertThat(new MockedMvc(context).get("/book").getHeader("Last-Modified"))
			.as("There is but one format")
			.isNotNull());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/resource", "/source" })
	void converterThatMayWriteResourcesDoesNotNameTheirFormat(String path) {
		this.runner.withBean(NovelConverter.class).withUserConfiguration(WithoutJson.class).run((context) -> {
			MockedMvc mvc = new MockedMvc(context);
			assertAreTwo(mvc, path, "Accept: */*", "Accept: application/x-novel");
			MockHttpServletResponse novel = mvc.get(path, "Accept: application/x-novel",
					"If-Modified-Since: " + mvc.get(path).getHeader("Last-Modified"));
			assertThat(novel.getStatus()).isEqualTo(200);
			assertThat(novel.getContentType()).isEqualTo("application/x-novel");
		});
	}

	private static void assertAreTwo(MockedMvc mvc, String path, String one, String other) throws Exception {
		MockHttpServletResponse first = mvc.get(path, one);
		String tag = first.getHeader("ETag");
		assertThat(tag).isNotNull();
		assertThat(mvc.get(path, one, "If-None-Match: " + tag).getStatus()).isEqualTo(304);
		MockHttpServletResponse second = mvc.get(path, other, "If-None-Match: " + tag);
		assertThat(second.getStatus()).isEqualTo(200);
		assertThat(second.getContentType() + second.getContentAsString())
			.isNotEqualTo(first.getContentType() + first.getContentAsString());
	}

	@Configuration(proxyBeanMethods = false)
	static class OtherLocaleResolvers {

		@Bean
		@Primary
		LocaleResolver fixedLocaleResolver() {
			return new FixedLocaleResolver(Locale.FRENCH);
		}

		@Bean
		LocaleResolver cookieLocaleResolver() {
			return new CookieLocaleResolver("lang");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithoutJson implements WebMvcConfigurer {

		@Override
		public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
			builder.configureMessageConvertersList((converters) -> converters
				.removeIf((converter) -> converter.getSupportedMediaTypes().contains(MediaType.APPLICATION_JSON)));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherNegotiation {

		@Bean
		@Primary
		ContentNegotiationManager fixedNegotiation() {
			return new ContentNegotiationManager(new FixedContentNegotiationStrategy(MediaType.APPLICATION_JSON));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Tenants {

		@Bean
		@RequestScope
		Tenant tenant(HttpServletRequest request) {
			return new Tenant(request.getHeader("X-Tenant"));
		}

	}

	static class Tenant {

		private final String name;

		Tenant() {
			this("");
		}

		Tenant(String name) {
			this.name = name;
		}

		String name() {
			return this.name;
		}

	}

	interface Book {

	}

	record Novel(String title) implements Book {

	}

	record Note(String text) {

	}

	static class NovelConverter extends AbstractHttpMessageConverter<Novel> {

		NovelConverter() {
			super(MediaType.parseMediaType("application/x-novel"));
		}

		@Override
		protected boolean supports(Class<?> type) {
			return type == Novel.class;
		}

		@Override
		protected Novel readInternal(Class<? extends Novel> type, HttpInputMessage message) {
			throw new UnsupportedOperationException();
		}

		@Override
		protected void writeInternal(Novel novel, HttpOutputMessage message) throws IOException {
			message.getBody().write(novel.title().getBytes(StandardCharsets.UTF_8));
		}

	}

	@RestController
	static class Handlers {

		@GetMapping("/locale")
		@Cacheable304("1")
		String locale(Locale locale) {
			return locale.toString();
		}

		@GetMapping(path = "/formats", produces = { "application/json", "text/plain" })
		@Cacheable304("1")
		String formats() {
			return "formats";
		}

		@GetMapping("/links")
		@Cacheable304("1")
		String links(UriComponentsBuilder uri) {
			return uri.toUriString();
		}

		@GetMapping("/book")
		@Cacheable304(lastModified = "T(java.time.Instant).parse('2026-02-03T04:05:06Z')")
		Book book() {
			return new Novel("one");
		}

		@GetMapping("/resource")
		@Cacheable304(value = "1", lastModified = "T(java.time.Instant).parse('2026-02-03T04:05:06Z')")
		Resource resource() {
			return new ByteArrayResource(new byte[] { 1 });
		}

		@GetMapping("/source")
		@Cacheable304(value = "1", lastModified = "T(java.time.Instant).parse('2026-02-03T04:05:06Z')")
		InputStreamSource source() {
			return new ByteArrayResource(new byte[] { 1 });
		}

		@GetMapping("/novel")
		@Cacheable304(lastModified = "T(java.time.Instant).parse('2026-02-03T04:05:06Z')")
		Novel novel() {
			return new Novel("one");
		}

		@GetMapping("/note")
		@Cacheable304(lastModified = "T(java.time.Instant).parse('2026-02-03T04:05:06Z')")
		Note note() {
			return new Note("one");
		}

	}

	@RestController
	static class ByTenant {

		private final Tenant tenant;

		ByTenant(Tenant tenant) {
			this.tenant = tenant;
		}

		@GetMapping("/tenant")
		@Cacheable304("1")
		String tenant() {
			return this.tenant.name();
		}

	}

	@RestController
	@Scope(WebApplicationContext.SCOPE_REQUEST)
	static class Scoped {

		private final String tenant;

		Scoped(HttpServletRequest request) {
			this.tenant = request.getHeader("X-Tenant");
		}

		@GetMapping("/scoped")
		@Cacheable304("1")
		String scoped() {
			return this.tenant;
		}

	}

}
