package io.github.conditionalcache.autoconfigure.watch;

import io.github.conditionalcache.actuate.ChangeTagsHealthIndicator;
import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.metrics.ChangeTagMeters;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration of meters and health of change tags.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = {
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration" })
public final class ConditionalCacheChangeTagsWatchAutoConfiguration {

	/**
	 * The meters, where there is a registry.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "io.micrometer.core.instrument.MeterRegistry")
	@ConditionalOnBean(type = "io.micrometer.core.instrument.MeterRegistry")
	@ConditionalOnBooleanProperty(name = "conditional-cache.metrics.enabled", matchIfMissing = true)
	static final class Meters {

		@Bean
		@Lazy
		@ConditionalOnMissingBean(StoreObserver.class)
		ChangeTagMeters conditionalCacheChangeTagMeters(MeterRegistry registry, ChangeTagStore store) {
			return new ChangeTagMeters(registry, store);
		}

	}

	/**
	 * The health, where Spring Boot shows it.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(
			name = "org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator")
	@ConditionalOnEnabledHealthIndicator("conditional-cache")
	static final class Indicator {

		@Bean
		@ConditionalOnMissingBean(name = "conditionalCacheHealthIndicator")
		ChangeTagsHealthIndicator conditionalCacheHealthIndicator(ConfigurableListableBeanFactory beans) {
			return new ChangeTagsHealthIndicator(() -> used(beans));
		}

		// The store is made when the first tag is declared or changed, not for this
		private static @Nullable ChangeTagStore used(ConfigurableListableBeanFactory beans) {
			for (String name : beans.getBeanNamesForType(ChangeTagStore.class, true, false)) {
				if (beans.containsSingleton(name)) {
					return beans.getBean(name, ChangeTagStore.class);
				}
			}
			return null;
		}

	}

}
