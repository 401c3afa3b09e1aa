package io.github.conditionalcache.webmvc;

import java.util.Arrays;
import java.util.List;
import java.util.Properties;

import io.github.conditionalcache.Cacheable304;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.info.GitProperties;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application may consist of and the gate must put up with.
 */
class GateWiringTests {

	private final WebApplicationContextRunner runner = MockedMvc.runner().withBean("versions", Versions.class);

	@Test
	void noBeanBecomesAProxy() {
		this.runner.withUserConfiguration(Proxies.class, Handlers.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(Arrays.stream(context.getBeanDefinitionNames()).map(context::getBean))
				.noneMatch(AopUtils::isAopProxy);
			String etag = new MockedMvc(context).get("/zone").getHeader("ETag");
			assertThat(new MockedMvc(context).get("/zone", "If-None-Match: " + etag).getStatus()).isEqualTo(304);
		});
	}

	@Test
	void annotationOnAClassIsForItsReadsOnly() {
		this.runner.withUserConfiguration(OnClass.class).run((context) -> {
			assertThat(context).hasNotFailed();
			MockedMvc mvc = new MockedMvc(context);
			String etag = mvc.get("/books/1").getHeader("ETag");
			assertThat(mvc.get("/books/1", "If-None-Match: " + etag).getStatus()).isEqualTo(304);
			MockHttpServletResponse written = mvc
				.send(MockMvcRequestBuilders.post("/books").contentType(MediaType.TEXT_PLAIN).content("new"));
			assertThat(written.getStatus()).isEqualTo(200);
			assertThat(written.getHeader("ETag")).isNull();
		});
	}

	@Test
	void methodOfALazyBeanIsFoundOnceItIsThere() {
		this.runner.withUserConfiguration(LazyVersions.class, OfLazyBean.class).run((context) -> {
			assertThat(context).hasNotFailed();
			MockedMvc mvc = new MockedMvc(context);
			String etag = mvc.get("/lazy").getHeader("ETag");
			assertThat(etag).contains(".");
			assertThat(mvc.get("/lazy", "If-None-Match: " + etag).getStatus()).isEqualTo(304);
		});
	}

	@Test
	void handlerMappedAfterTheStartIsAnsweredWhateverItDeclares() {
		this.runner.run((context) -> {
			RequestMappingHandlerMapping mapping = context.getBean("requestMappingHandlerMapping",
					RequestMappingHandlerMapping.class);
			for (String method : List.of("wrong", "right")) {
				mapping.registerMapping(
						RequestMappingInfo.paths("/" + method).options(mapping.getBuilderConfiguration()).build(),
						new MappedLater(), MappedLater.class.getMethod(method));
			}
			MockedMvc mvc = new MockedMvc(context);
			MockHttpServletResponse wrong = mvc.get("/wrong", "If-None-Match: *");
			assertThat(wrong.getStatus()).isEqualTo(200);
			assertThat(wrong.getHeader("ETag")).isNull();
			assertThat(mvc.send(MockMvcRequestBuilders.post("/wrong")).getStatus()).isEqualTo(200);
			String etag = mvc.get("/right").getHeader("ETag");
			assertThat(mvc.get("/right", "If-None-Match: " + etag).getStatus()).isEqualTo(304);
			assertThat(mvc.send(MockMvcRequestBuilders.post("/right")).getStatus()).isEqualTo(200);
		});
	}

	@Test
	void otherDeploymentIsAnotherVariant() {
		String[] etag = new String[1];
		this.runner.withUserConfiguration(Handlers.class)
			.withBean(GitProperties.class, () -> commit("1"))
			.run((context) -> {
				etag[0] = new MockedMvc(context).get("/zone").getHeader("ETag");
				assertThat(new MockedMvc(context).get("/zone", "If-None-Match: " + etag[0]).getStatus()).isEqualTo(304);
			});
		this.runner.withUserConfiguration(Handlers.class)
			.withBean(GitProperties.class, () -> commit("2"))
			.run((context) -> assertThat(new MockedMvc(context).get("/zone", "If-None-Match: " + etag[0]).getStatus())
				.isEqualTo(200));
	}

	private static GitProperties commit(String id) {
		Properties properties = new Properties();
		properties.setProperty("commit.id", id);
		return new GitProperties(properties);
	}

	@Test
	void otherTimeZoneIsAnotherVariant() {
		this.runner.withUserConfiguration(Handlers.class, ByCookie.class).run((context) -> {
			MockedMvc mvc = new MockedMvc(context);
			String etag = zone(mvc, "de/UTC").getHeader("ETag");
			assertThat(zone(mvc, "de/UTC", "If-None-Match: " + etag).getStatus()).isEqualTo(304);
			for (String cookie : List.of("de/CET", "fr/UTC", "de")) {
				assertThat(zone(mvc, cookie, "If-None-Match: " + etag).getStatus()).as(cookie).isEqualTo(200);
			}
		});
	}

	private static MockHttpServletResponse zone(MockedMvc mvc, String cookie, String... fields) throws Exception {
		return mvc.send(MockMvcRequestBuilders.get("/zone").cookie(new Cookie("language", cookie)), fields);
	}

	public static class Versions {

		public int version() {
			return 1;
		}

	}

	@RestController
	static class Handlers {

		@GetMapping("/zone")
		@Cacheable304("@versions.version()")
		String zone() {
			return "zone";
		}

	}

	@RestController
	@RequestMapping("/books")
	@Cacheable304("#id")
	static class OnClass {

		@GetMapping("/{id}")
		String book(@PathVariable String id) {
			return id;
		}

		@PostMapping
		String write(@RequestBody String body) {
			return body;
		}

	}

	interface Lookup {

		Object plain();

	}

	public static class SpecialLookup implements Lookup {

		@Override
		public Object plain() {
			return 1;
		}

		public Object special(Object id) {
			return 1;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyVersions {

		@Bean
		@Lazy
		Lookup lookup() {
			return new SpecialLookup();
		}

	}

	@RestController
	static class OfLazyBean {

		@GetMapping("/lazy")
		@Cacheable304("@lookup.special(1)")
		String lazy() {
			return "lazy";
		}

	}

	public static class MappedLater {

		@ResponseBody
		@Cacheable304("#nope")
		public String wrong() {
			return "wrong";
		}

		@ResponseBody
		@Cacheable304("'1'")
		public String right() {
			return "right";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Proxies {

		@Bean
		static DefaultAdvisorAutoProxyCreator proxies() {
			return new DefaultAdvisorAutoProxyCreator();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ByCookie {

		@Bean
		LocaleResolver localeResolver() {
			return new CookieLocaleResolver("language");
		}

	}

}
