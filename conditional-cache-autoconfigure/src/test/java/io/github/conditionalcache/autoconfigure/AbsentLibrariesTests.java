package io.github.conditionalcache.autoconfigure;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.WritePrecondition;
import jakarta.servlet.Filter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Starts with each optional library away: filtered from the context's class loader, and
 * with its jars off the class path, where even linking against it fails.
 */
class AbsentLibrariesTests {

	@ParameterizedTest
	@ValueSource(strings = { "io.micrometer", "org.springframework.security", "org.springframework.data",
			"org.springframework.hateoas", "jakarta.persistence", "org.springframework.boot.web.server",
			"com.dynatrace", "org.springframework.boot.actuate", "org.springframework.transaction",
			"org.springframework.jdbc", "org.springframework.boot.jdbc", "org.springframework.orm", "org.hibernate" })
	void startWhenPackageIsFilteredSucceeds(String packageName) {
		runner().withClassLoader(new FilteredClassLoader(packageName)).run(AbsentLibrariesTests::assertAnswers);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			jar,                     type
			micrometer-core,         io.micrometer.core.instrument.MeterRegistry
			spring-boot-micrometer,  org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration
			spring-security,         org.springframework.security.core.Authentication
			spring-data,             org.springframework.data.domain.Page
			spring-hateoas,          org.springframework.hateoas.RepresentationModel
			jackson,                 com.fasterxml.jackson.annotation.JsonView
			jakarta.persistence,     jakarta.persistence.Version
			spring-boot-web-server,  org.springframework.boot.web.server.Compression
			spring-boot-actuator,    org.springframework.boot.actuate.endpoint.annotation.Endpoint
			spring-boot-health,      org.springframework.boot.health.contributor.Health
			spring-tx,               org.springframework.transaction.support.TransactionSynchronizationManager
			spring-jdbc,             org.springframework.jdbc.datasource.DataSourceUtils
			spring-boot-jdbc,        org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer
			spring-orm,              org.springframework.orm.jpa.EntityManagerHolder
			hibernate-core,          org.hibernate.Session
			hash4j,                  com.dynatrace.hash4j.hashing.Hashing
			""")
	void startWhenJarIsAbsentSucceeds(String jar, String type) throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader previous = thread.getContextClassLoader();
		try (URLClassLoader without = new URLClassLoader(classPathWithout(jar), ClassLoader.getPlatformClassLoader())) {
			assertThat(ClassUtils.isPresent(type, previous)).isTrue();
			assertThat(ClassUtils.isPresent(type, without)).isFalse();
			thread.setContextClassLoader(without);
			Callable<?> start = (Callable<?>) without.loadClass(Start.class.getName())
				.getDeclaredConstructor()
				.newInstance();
			assertThatNoException().isThrownBy(start::call);
		}
		finally {
			thread.setContextClassLoader(previous);
		}
	}

	private static URL[] classPathWithout(String jarPrefix) {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((path) -> !path.getFileName().toString().startsWith(jarPrefix))
			.map(AbsentLibrariesTests::url)
			.toArray(URL[]::new);
	}

	private static URL url(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// What handlers are given with the library switched off
	private static void assertWrites(AssertableWebApplicationContext context) throws Exception {
		assertThat(context).hasNotFailed();
		MockMvc mvc = MockMvcBuilders.webAppContextSetup(context).build();
		assertThat(mvc.perform(MockMvcRequestBuilders.put("/written").header("If-Match", "\"other\""))
			.andReturn()
			.getResponse()
			.getContentAsString()).isEqualTo("conditional: false");
	}

	private static WebApplicationContextRunner runner() {
		return new WebApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("management.endpoints.web.exposure.include=*");
	}

	// Much is linked at the first request only
	private static void assertAnswers(AssertableWebApplicationContext context) throws Exception {
		assertThat(context).hasNotFailed();
		Filter filter = context.getBean("conditionalCacheFilter", FilterRegistrationBean.class).getFilter();
		MockMvc mvc = MockMvcBuilders.webAppContextSetup(context).addFilters(filter).build();
		for (String path : List.of("/marked", "/hashed", "/file")) {
			MockHttpServletResponse full = get(mvc, path, "kim", "\"other\"");
			assertThat(full.getStatus()).isEqualTo(200);
			assertThat(full.getContentAsByteArray()).isNotEmpty();
			assertThat(get(mvc, path, "kim", full.getHeader("ETag")).getStatus()).isEqualTo(304);
		}
		// The user counts with Spring Security and without
		String tag = get(mvc, "/file", "kim", "\"other\"").getHeader("ETag");
		assertThat(get(mvc, "/file", "lee", tag).getStatus()).isEqualTo(200);
	}

	private static MockHttpServletResponse get(MockMvc mvc, String path, String user, String entityTag)
			throws Exception {
		return mvc
			.perform(MockMvcRequestBuilders.get(path)
				.principal(() -> user)
				.header("If-None-Match", entityTag)
				.accept(MediaType.TEXT_PLAIN))
			.andReturn()
			.getResponse();
	}

	/**
	 * Loaded once more, by the class loader that lacks a library.
	 */
	public static final class Start implements Callable<Boolean> {

		@Override
		public Boolean call() {
			runner().run(AbsentLibrariesTests::assertAnswers);
			runner().withPropertyValues("conditional-cache.enabled=false").run(AbsentLibrariesTests::assertWrites);
			return true;
		}

	}

	/**
	 * Imports by name, as an application does: conditions are then read from the class
	 * file, and a class they name may be missing.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ConditionalCacheAutoConfiguration.class, ConditionalCacheDisabledAutoConfiguration.class,
			ConditionalCacheGateAutoConfiguration.class, ConditionalCacheEndpointAutoConfiguration.class,
			ConditionalCacheMetricsAutoConfiguration.class, ConditionalCacheObservationAutoConfiguration.class,
			DispatcherServletAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
			WebMvcAutoConfiguration.class })
	@Import(ThingController.class)
	static class Application {

	}

	@RestController
	static class ThingController {

		@Cacheable304
		@GetMapping("/file")
		Resource file() {
			return new ClassPathResource("junit-platform.properties");
		}

		@Cacheable304
		@GetMapping("/hashed")
		String hashed() {
			return "body";
		}

		@ConditionalWrite("'v1'")
		@PutMapping("/written")
		String written(WritePrecondition precondition) {
			return "conditional: " + precondition.isConditional();
		}

		@Cacheable304
		@GetMapping("/marked")
		ResponseEntity<String> marked() {
			return ResponseEntity.ok().eTag("v1").body("body");
		}

	}

}
