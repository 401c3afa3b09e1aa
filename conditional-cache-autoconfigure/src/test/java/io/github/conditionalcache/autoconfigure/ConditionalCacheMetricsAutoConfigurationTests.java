package io.github.conditionalcache.autoconfigure;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.metrics.MeteringListener;
import io.github.conditionalcache.metrics.ServerObservations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConditionalCacheMetricsAutoConfiguration} and
 * {@link ConditionalCacheObservationAutoConfiguration}.
 */
class ConditionalCacheMetricsAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConditionalCacheAutoConfiguration.class,
				ConditionalCacheMetricsAutoConfiguration.class, WebMvcAutoConfiguration.class));

	private final WebApplicationContextRunner observed = this.runner.withConfiguration(AutoConfigurations
		.of(ConditionalCacheObservationAutoConfiguration.class, ObservationAutoConfiguration.class));

	@Test
	void listenerWhenRegistryIsThereIsPresent() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(MeteringListener.class));
	}

	@Test
	void listenerWhenRegistryIsAutoConfiguredIsPresent() {
		this.runner
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(MeteringListener.class));
	}

	@Test
	void listenerWhenUserDefinesOneIsTheUsers() {
		MeteringListener own = new MeteringListener(new SimpleMeterRegistry());
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withBean("own", MeteringListener.class, () -> own)
			.run((context) -> assertThat(context).getBean(MeteringListener.class).isSameAs(own));
	}

	@Test
	void metersWhenNothingHappenedAreAtZero() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withBean(BookController.class)
			.run((context) -> assertThat(context.getBean(MeterRegistry.class)
				.get("conditional.cache.requests")
				.tags("method", "GET", "uri", "/books", "result", "hit")
				.counter()
				.count()).isZero());
	}

	@Test
	void metersWhenBeansAreLazyAreAtZero() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withBean(BookController.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(
					context.getBean(MeterRegistry.class).get("conditional.cache.requests").counters())
				.hasSize(3));
	}

	@Test
	void listenerWhenNoRegistryIsThereIsAbsent() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MeteringListener.class));
	}

	@Test
	void listenerWhenMicrometerIsAbsentIsAbsent() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MeteringListener.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "conditional-cache.enabled", "conditional-cache.metrics.enabled" })
	void listenerWhenDisabledIsAbsent(String property) {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues(property + "=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MeteringListener.class));
	}

	@Test
	void listenerWhenNotAWebApplicationIsAbsent() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ConditionalCacheMetricsAutoConfiguration.class))
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MeteringListener.class));
	}

	@Test
	void observationsWhenRegistryIsThereAreTold() {
		this.observed.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ServerObservations.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "conditional-cache.enabled", "conditional-cache.metrics.enabled" })
	void observationsWhenDisabledAreNotTold(String property) {
		this.observed.withPropertyValues(property + "=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ServerObservations.class));
	}

	@Test
	void observationsWhenNoRegistryIsThereAreNotTold() {
		this.runner.withConfiguration(AutoConfigurations.of(ConditionalCacheObservationAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ServerObservations.class));
	}

	@Test
	void afterNameOfObservationsResolves() {
		AutoConfiguration order = ConditionalCacheObservationAutoConfiguration.class
			.getAnnotation(AutoConfiguration.class);
		assertThat(order.afterName()).containsExactly(ObservationAutoConfiguration.class.getName());
	}

	@Test
	void afterNamesResolve() {
		AutoConfiguration order = ConditionalCacheMetricsAutoConfiguration.class.getAnnotation(AutoConfiguration.class);
		assertThat(order.afterName()).containsExactlyInAnyOrder(CompositeMeterRegistryAutoConfiguration.class.getName(),
				SimpleMetricsExportAutoConfiguration.class.getName());
	}

	@RestController
	static class BookController {

		@Cacheable304
		@GetMapping("/books")
		String all() {
			return "all";
		}

	}

}
