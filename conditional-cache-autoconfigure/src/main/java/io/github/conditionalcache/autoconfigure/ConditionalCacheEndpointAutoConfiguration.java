package io.github.conditionalcache.autoconfigure;

import io.github.conditionalcache.actuate.ConditionalCacheEndpoint;
import io.github.conditionalcache.answer.DiagnosticSettings;
import io.github.conditionalcache.diagnostics.HandlerStatistics;
import io.github.conditionalcache.diagnostics.HandlerWarnings;
import io.github.conditionalcache.handler.ManagedHandlers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the actuator endpoint, and of the statistics it tells. Absent
 * without Spring Boot's actuator, and unless the endpoint is exposed.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ConditionalCacheAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(ConditionalCacheEndpoint.class)
@ConditionalOnBean(ManagedHandlers.class)
public final class ConditionalCacheEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	HandlerStatistics conditionalCacheHandlerStatistics() {
		return new HandlerStatistics();
	}

	@Bean
	@ConditionalOnMissingBean
	ConditionalCacheEndpoint conditionalCacheEndpoint(ManagedHandlers handlers, HandlerStatistics statistics,
			DiagnosticSettings settings, ObjectProvider<HandlerWarnings> warnings) {
		return new ConditionalCacheEndpoint(handlers, statistics, settings,
				(handler) -> warnings.orderedStream()
					.flatMap((source) -> source.warningsOf(handler).stream())
					.toList());
	}

}
