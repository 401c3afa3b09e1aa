package io.github.conditionalcache.autoconfigure;

import java.util.List;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.webmvc.gate.GateHandlerAdapter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConditionalCacheGateAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConditionalCacheGateAutoConfigurationTests {

	private static final String EARLY = "Handlers that answer conditional requests: 1, decided before they run: 1";

	private static final String NOT_OURS = "not called by this library's RequestMappingHandlerAdapter";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConditionalCacheAutoConfiguration.class,
				ConditionalCacheGateAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class, WebMvcAutoConfiguration.class))
		.withBean(Books.class);

	@Test
	void adapterHasAGate(CapturedOutput output) {
		this.runner.run((context) -> {
			assertThat(context.getBean(RequestMappingHandlerAdapter.class)).isInstanceOf(GateHandlerAdapter.class);
			assertThat(output).contains(EARLY);
		});
	}

	@Test
	void registrationsOfTheApplicationKeepTheirSay(CapturedOutput output) {
		this.runner.withUserConfiguration(OwnMapping.class).run((context) -> {
			assertThat(context.getBean(RequestMappingHandlerMapping.class)).isInstanceOf(Mapping.class);
			assertThat(context.getBean(RequestMappingHandlerAdapter.class)).isInstanceOf(GateHandlerAdapter.class);
			assertThat(output).contains(EARLY);
		});
	}

	@Test
	void adapterOfTheApplicationIsLeftAsItIs(CapturedOutput output) {
		this.runner.withUserConfiguration(OwnAdapter.class).run((context) -> {
			assertThat(context.getBean(RequestMappingHandlerAdapter.class)).isInstanceOf(Adapter.class);
			assertThat(output).containsOnlyOnce(NOT_OURS).containsOnlyOnce("WARN").contains("CC011");
		});
	}

	@Test
	void primaryRegistrationsOfTheApplicationKeepTheirSay(CapturedOutput output) {
		this.runner.withUserConfiguration(PrimaryMapping.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(RequestMappingHandlerMapping.class)).isInstanceOf(Mapping.class);
			assertThat(output).contains(EARLY);
		});
	}

	@Test
	void severalRegistrationsAreIgnoredAsSpringBootDoes() {
		this.runner.withUserConfiguration(OwnMapping.class, OwnAdapter.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(RequestMappingHandlerMapping.class)).isNotInstanceOf(Mapping.class);
			assertThat(context.getBean(RequestMappingHandlerAdapter.class)).isInstanceOf(GateHandlerAdapter.class);
		});
	}

	@Test
	void enableWebMvcIsToldOnce(CapturedOutput output) {
		this.runner.withUserConfiguration(Enabled.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).containsOnlyOnce(NOT_OURS).containsOnlyOnce("WARN").contains("CC011");
		});
	}

	@Test
	void beanThatIsNoSingletonIsDecidedLate(CapturedOutput output) {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ConditionalCacheAutoConfiguration.class,
					ConditionalCacheGateAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
					HttpMessageConvertersAutoConfiguration.class, WebMvcAutoConfiguration.class))
			.withUserConfiguration(Prototype.class)
			.run((context) -> assertThat(output).contains("their bean is no singleton"));
	}

	@Test
	void gateIsAbsentWhenDisabled() {
		this.runner.withPropertyValues("conditional-cache.enabled=false")
			.run((context) -> assertThat(context.getBean(RequestMappingHandlerAdapter.class))
				.isNotInstanceOf(GateHandlerAdapter.class));
	}

	@Test
	void gateDoesWithoutSpringSecurity(CapturedOutput output) {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security")).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains(EARLY);
		});
	}

	@RestController
	static class Books {

		@GetMapping("/books")
		@Cacheable304("'1'")
		List<String> books() {
			return List.of();
		}

	}

	static class Mapping extends RequestMappingHandlerMapping {

	}

	static class Adapter extends RequestMappingHandlerAdapter {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMapping implements WebMvcRegistrations {

		@Override
		public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
			return new Mapping();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnAdapter implements WebMvcRegistrations {

		@Override
		public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
			return new Adapter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryMapping {

		@Bean
		@Primary
		WebMvcRegistrations own() {
			return new OwnMapping();
		}

	}

	@EnableWebMvc
	@Configuration(proxyBeanMethods = false)
	static class Enabled {

	}

	@Configuration(proxyBeanMethods = false)
	static class Prototype {

		@Bean
		@Scope("prototype")
		Books books() {
			return new Books();
		}

	}

}
