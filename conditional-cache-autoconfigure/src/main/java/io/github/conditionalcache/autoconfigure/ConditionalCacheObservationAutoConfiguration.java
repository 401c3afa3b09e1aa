package io.github.conditionalcache.autoconfigure;

import io.github.conditionalcache.metrics.ServerObservations;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the attributes of spans. Absent without Micrometer, without an
 * observation registry, and with {@code conditional-cache.metrics.enabled=false}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ConditionalCacheAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = { "conditional-cache.enabled", "conditional-cache.metrics.enabled" },
		matchIfMissing = true)
public final class ConditionalCacheObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ServerObservations conditionalCacheServerObservations() {
		return new ServerObservations();
	}

}
