package io.github.conditionalcache.actuate;

import java.util.Map;

import io.github.conditionalcache.diagnostics.HandlerFigures;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The work of the library in this application, and how it fares.
 *
 * @param diagnostics the diagnostics beyond the meters
 * @param totals the figures of all handlers
 * @param handlers the managed handlers by name
 * @since 0.1.0
 */
public record ConditionalCacheDescriptor(DiagnosticsDescriptor diagnostics, TotalsDescriptor totals,
		Map<String, HandlerDescriptor> handlers) implements OperationResponseBody {

	/**
	 * The figures of all handlers since the application has started.
	 *
	 * @param requests number of exchanges
	 * @param results number of exchanges by result, each result named
	 * @param reasons number of exchanges by reason, without those that never occurred
	 * @param hitRatio share of revalidations answered 304, or {@code null} if there were
	 * none
	 * @param revalidationRatio share of revalidations among these and the unconditional
	 * requests, or {@code null} if there were none
	 * @param savedBytes content not sent thanks to a 304
	 */
	public record TotalsDescriptor(long requests, Map<String, Long> results, Map<String, Long> reasons,
			@Nullable Double hitRatio, @Nullable Double revalidationRatio, SavedBytesDescriptor savedBytes) {

		static TotalsDescriptor of(HandlerFigures figures) {
			return new TotalsDescriptor(figures.requests(), Counts.results(figures), Counts.reasons(figures),
					figures.hitRatio(), figures.revalidationRatio(), SavedBytesDescriptor.of(figures));
		}

	}

	/**
	 * Content not sent thanks to a 304, in bytes.
	 *
	 * @param exact bytes of content that was produced
	 * @param estimated bytes of content that was never produced, by the length of the
	 * content that the handler sent last
	 */
	public record SavedBytesDescriptor(long exact, long estimated) {

		static SavedBytesDescriptor of(HandlerFigures figures) {
			return new SavedBytesDescriptor(figures.saved().exact(), figures.saved().estimated());
		}

	}

}
