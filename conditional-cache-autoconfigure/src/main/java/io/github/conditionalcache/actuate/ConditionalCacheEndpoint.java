package io.github.conditionalcache.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.conditionalcache.answer.DiagnosticSettings;
import io.github.conditionalcache.diagnostics.HandlerStatistics;
import io.github.conditionalcache.handler.ManagedHandler;
import io.github.conditionalcache.handler.ManagedHandlers;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Actuator endpoint that shows the policy of each managed handler and how it fares, and
 * changes the diagnostics while the application runs. Names handlers and path patterns,
 * never a URI, an entity tag or a user. Thread-safe.
 *
 * @since 0.1.0
 */
@Endpoint(id = "conditionalcache")
public final class ConditionalCacheEndpoint {

	private final ManagedHandlers handlers;

	private final HandlerStatistics statistics;

	private final DiagnosticSettings settings;

	private final Function<String, List<String>> warnings;

	/**
	 * Creates the endpoint.
	 * @param handlers the managed handlers
	 * @param statistics their figures
	 * @param settings the settings of the diagnostics
	 * @param warnings the findings about the handler of a name
	 */
	public ConditionalCacheEndpoint(ManagedHandlers handlers, HandlerStatistics statistics, DiagnosticSettings settings,
			Function<String, List<String>> warnings) {
		this.handlers = handlers;
		this.statistics = statistics;
		this.settings = settings;
		this.warnings = warnings;
	}

	/**
	 * Tells of all managed handlers.
	 * @return the handlers with their figures
	 */
	@ReadOperation
	public ConditionalCacheDescriptor conditionalCache() {
		Map<String, HandlerDescriptor> described = new LinkedHashMap<>();
		this.handlers.all().forEach((handler) -> described.put(handler.name(), describe(handler)));
		return new ConditionalCacheDescriptor(DiagnosticsDescriptor.of(this.settings),
				ConditionalCacheDescriptor.TotalsDescriptor.of(this.statistics.total()), described);
	}

	/**
	 * Tells of one managed handler.
	 * @param handler its name
	 * @return the handler with its figures, or {@code null} if there is none
	 */
	@ReadOperation
	public @Nullable HandlerDescriptor handler(@Selector String handler) {
		return this.handlers.named(handler).map(this::describe).orElse(null);
	}

	private HandlerDescriptor describe(ManagedHandler handler) {
		return HandlerDescriptor.of(handler, this.statistics.of(handler.name()), this.warnings.apply(handler.name()));
	}

	/**
	 * Changes the diagnostics. A setting that is {@code null} stays as it is.
	 * @param explainHeader whether responses carry the result and the reason
	 * @param serverTiming whether they carry them in Server-Timing
	 * @param verifySampleRate the share of GETs whose declared version is verified
	 * @return the diagnostics from now on
	 */
	@WriteOperation
	public DiagnosticsDescriptor configure(@Nullable Boolean explainHeader, @Nullable Boolean serverTiming,
			@Nullable Double verifySampleRate) {
		// First, as it alone can be refused
		if (verifySampleRate != null) {
			verify(verifySampleRate);
		}
		if (explainHeader != null) {
			this.settings.setExplainHeader(explainHeader);
		}
		if (serverTiming != null) {
			this.settings.setServerTiming(serverTiming);
		}
		return DiagnosticsDescriptor.of(this.settings);
	}

	private void verify(double sampleRate) {
		try {
			this.settings.setVerifySampleRate(sampleRate);
		}
		catch (IllegalArgumentException ex) {
			String message = String.valueOf(ex.getMessage());
			throw new InvalidEndpointRequestException(message, message, ex);
		}
	}

}
