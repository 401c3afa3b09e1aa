package io.github.conditionalcache.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Shows the client a decision and the reason for it, where the settings ask for it: in a
 * field of its own, and as a Server-Timing entry. Thread-safe.
 */
public final class Explanations {

	static final String FIELD = "Conditional-Cache";

	static final String SERVER_TIMING = "Server-Timing";

	private static final String ENTRY = "conditional-cache;";

	private final DiagnosticSettings settings;

	public Explanations(DiagnosticSettings settings) {
		this.settings = settings;
	}

	/**
	 * Explains a decision, in place of an earlier explanation of this response.
	 * @param response the response
	 * @param result the result of the preconditions
	 * @param reason why there was no 304
	 * @param phase when it was decided
	 */
	public void explain(HttpServletResponse response, Result result, Reason reason, Phase phase) {
		boolean field = this.settings.isExplainHeader();
		boolean timing = this.settings.isServerTiming();
		if ((!field && !timing) || response.isCommitted()) {
			return;
		}
		String text = result.label() + "; reason=" + reason.label() + "; phase=" + phase.label();
		if (field) {
			response.setHeader(FIELD, text);
		}
		if (timing) {
			setTiming(response, ENTRY + "desc=\"" + text + '"');
		}
	}

	private static void setTiming(HttpServletResponse response, String entry) {
		List<String> others = new ArrayList<>(response.getHeaders(SERVER_TIMING));
		others.removeIf((line) -> line.toLowerCase(Locale.ROOT).startsWith(ENTRY));
		response.setHeader(SERVER_TIMING, entry);
		others.forEach((line) -> response.addHeader(SERVER_TIMING, line));
	}

}
