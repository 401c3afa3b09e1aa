package io.github.conditionalcache.autoconfigure;

import java.util.List;

import io.github.conditionalcache.actuate.ConditionalCacheEndpoint;
import io.github.conditionalcache.answer.DiagnosticSettings;
import io.github.conditionalcache.diagnostics.HandlerStatistics;
import io.github.conditionalcache.handler.ManagedHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConditionalCacheEndpointAutoConfiguration}.
 */
class ConditionalCacheEndpointAutoConfigurationTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=conditionalcache";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConditionalCacheAutoConfiguration.class,
				ConditionalCacheEndpointAutoConfiguration.class, WebMvcAutoConfiguration.class));

	@Test
	void endpointWhenExposedIsPresent() {
		this.runner.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ConditionalCacheEndpoint.class)
				.hasSingleBean(HandlerStatistics.class));
	}

	@Test
	void endpointWhenNothingIsExposedIsAbsent() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(ConditionalCacheEndpoint.class)
			.doesNotHaveBean(HandlerStatistics.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "conditional-cache.enabled=false", "management.endpoint.conditionalcache.access=NONE" })
	void endpointWhenSwitchedOffIsAbsent(String property) {
		this.runner.withPropertyValues(EXPOSED, property)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ConditionalCacheEndpoint.class));
	}

	@Test
	void endpointWhenMicrometerIsAbsentIsPresent() {
		this.runner.withPropertyValues(EXPOSED)
			.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ConditionalCacheEndpoint.class));
	}

	@Test
	void endpointWhenUserDefinesOneIsTheUsers() {
		ConditionalCacheEndpoint own = new ConditionalCacheEndpoint(new ManagedHandlers(), new HandlerStatistics(),
				new DiagnosticSettings(false, false, 0), (handler) -> List.of());
		this.runner.withPropertyValues(EXPOSED)
			.withBean("own", ConditionalCacheEndpoint.class, () -> own)
			.run((context) -> assertThat(context).getBean(ConditionalCacheEndpoint.class).isSameAs(own));
	}

}
