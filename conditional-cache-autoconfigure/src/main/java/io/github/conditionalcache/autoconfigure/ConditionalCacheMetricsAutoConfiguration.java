package io.github.conditionalcache.autoconfigure;

import io.github.conditionalcache.handler.ManagedHandlers;
import io.github.conditionalcache.metrics.MeteringListener;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters. Absent without Micrometer, without a meter registry,
 * and with {@code conditional-cache.metrics.enabled=false}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ConditionalCacheAutoConfiguration.class, afterName = {
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = { "conditional-cache.enabled", "conditional-cache.metrics.enabled" },
		matchIfMissing = true)
public final class ConditionalCacheMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MeteringListener conditionalCacheMeteringListener(MeterRegistry registry) {
		return new MeteringListener(registry);
	}

	// Called after that of ConditionalCacheAutoConfiguration, which finds the handlers
	@Bean
	SmartInitializingSingleton conditionalCacheMeters(MeteringListener listener,
			ObjectProvider<ManagedHandlers> handlers) {
		return () -> handlers.ifAvailable((found) -> listener.register(found.all()));
	}

}
