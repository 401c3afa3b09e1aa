package io.github.conditionalcache.autoconfigure.watch;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.actuate.ChangeTagsHealthIndicator;
import io.github.conditionalcache.autoconfigure.ConditionalCacheAutoConfiguration;
import io.github.conditionalcache.autoconfigure.ConditionalCacheChangeTagsAutoConfiguration;
import io.github.conditionalcache.autoconfigure.ConditionalCacheGateAutoConfiguration;
import io.github.conditionalcache.change.ChangeTags;
import io.github.conditionalcache.change.Modifies304;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConditionalCacheChangeTagsWatchAutoConfiguration}.
 */
class ConditionalCacheChangeTagsWatchAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConditionalCacheChangeTagsWatchAutoConfiguration.class,
				ConditionalCacheChangeTagsAutoConfiguration.class, ConditionalCacheAutoConfiguration.class,
				ConditionalCacheGateAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
				WebMvcAutoConfiguration.class))
		.withPropertyValues("conditional-cache.change-tags.store=memory")
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new);

	private static double changes(MeterRegistry registry, String outcome) {
		return registry.get("conditional.cache.changes").tag("outcome", outcome).counter().count();
	}

	private static long reads(MeterRegistry registry, String result) {
		return registry.get("conditional.cache.changes.store")
			.tags("operation", "read", "result", result)
			.timer()
			.count();
	}

	private static MockHttpServletResponse get(AssertableWebApplicationContext context) throws Exception {
		FilterRegistrationBean<?> filter = context.getBean("conditionalCacheFilter", FilterRegistrationBean.class);
		MockMvc mvc = MockMvcBuilders.webAppContextSetup(context.getSourceApplicationContext())
			.addFilter(filter.getFilter())
			.build();
		return mvc.perform(MockMvcRequestBuilders.get("/books")).andReturn().getResponse();
	}

	@Test
	void readersAndWritersAreCounted() {
		this.runner.withBean(Books.class).withBean(Writer.class).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(changes(registry, "committed")).isZero();
			assertThat(get(context).getHeader("ETag")).isNotNull();
			assertThat(reads(registry, "settled")).isPositive();
			context.getBean(Writer.class).write();
			assertThat(changes(registry, "committed")).isEqualTo(1);
			context.getBean(ChangeTags.class).touch("books");
			assertThat(changes(registry, "committed")).isEqualTo(2);
			assertThat(registry.get("conditional.cache.changes.changing").gauge().value()).isZero();
		});
	}

	@Test
	void metersAreOnlyThereWhereATagIs() {
		this.runner.run((context) -> assertThat(context.getBean(MeterRegistry.class).getMeters()).isEmpty());
	}

	@ParameterizedTest
	@CsvSource({ "0s, true", "1h, false" })
	void youngVersionsAreHeldBackWhereReplicasLag(String settle, boolean early) {
		this.runner.withBean(Books.class)
			.withPropertyValues("conditional-cache.change-tags.settle=" + settle)
			.run((context) -> {
				get(context);
				assertThat(reads(context.getBean(MeterRegistry.class), "settled")).isEqualTo(early ? 1 : 0);
				assertThat(reads(context.getBean(MeterRegistry.class), "unsettled")).isEqualTo(early ? 0 : 1);
			});
	}

	@Test
	void settleThatIsNegativeStopsTheStart() {
		this.runner.withBean(Books.class)
			.withPropertyValues("conditional-cache.change-tags.settle=-1s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'conditional-cache.change-tags.settle' must not be negative"));
	}

	@ParameterizedTest
	@CsvSource({ "conditional-cache.metrics.enabled=false", "management.health.conditional-cache.enabled=false" })
	void propertiesSwitchThemOff(String property) {
		this.runner.withBean(Books.class).withPropertyValues(property).run((context) -> {
			boolean meters = !context.getBean(MeterRegistry.class).getMeters().isEmpty();
			boolean health = context.containsBean("conditionalCacheHealthIndicator");
			assertThat(meters).isNotEqualTo(health).isNotEqualTo(property.contains("metrics"));
		});
	}

	@Test
	void healthDoesNotMakeTheStore() {
		this.runner.run((context) -> {
			HealthIndicator indicator = context.getBean(ChangeTagsHealthIndicator.class);
			assertThat(indicator.health().getDetails()).containsEntry("versions", "not used");
			assertThat(context.getBeanFactory().containsSingleton("conditionalCacheChangeTagStore")).isFalse();
			context.getBean(ChangeTags.class).touch("a");
			assertThat(indicator.health().getDetails()).containsEntry("versions", "settled");
		});
	}

	@Test
	void metersNeedARegistry() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ConditionalCacheChangeTagsWatchAutoConfiguration.class,
					ConditionalCacheChangeTagsAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("conditionalCacheChangeTagMeters"));
	}

	@RestController
	static class Books {

		@GetMapping("/books")
		@Cacheable304(tags = "books")
		String books() {
			return "books";
		}

	}

	static class Writer {

		@Modifies304("books")
		void write() {
		}

	}

}
