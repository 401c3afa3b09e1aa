package io.github.conditionalcache.actuate;

import io.github.conditionalcache.answer.DiagnosticSettings;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The diagnostics beyond the meters.
 *
 * @param explainHeader whether responses carry the result and the reason
 * @param serverTiming whether they carry them in Server-Timing
 * @param verifySampleRate the share of GETs whose declared version is verified
 * @since 0.1.0
 */
public record DiagnosticsDescriptor(boolean explainHeader, boolean serverTiming,
		double verifySampleRate) implements OperationResponseBody {

	static DiagnosticsDescriptor of(DiagnosticSettings settings) {
		return new DiagnosticsDescriptor(settings.isExplainHeader(), settings.isServerTiming(),
				settings.getVerifySampleRate());
	}

}
