package io.github.conditionalcache.answer;

import java.io.IOException;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Explanations} and their {@link DiagnosticSettings settings}.
 */
class ExplanationsTests {

	private static final String TEXT = "miss; reason=changed; phase=value";

	private final DiagnosticSettings settings = new DiagnosticSettings(false, false, 0.5);

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private void explain() {
		new Explanations(this.settings).explain(this.response, Result.MISS, Reason.CHANGED, Phase.VALUE);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			field, timing
			true,  true
			true,  false
			false, true
			false, false
			""")
	void decisionIsExplainedWhereAskedFor(boolean field, boolean timing) {
		this.settings.setExplainHeader(field);
		this.settings.setServerTiming(timing);
		assertThat(this.settings.isExplainHeader()).isEqualTo(field);
		assertThat(this.settings.isServerTiming()).isEqualTo(timing);
		explain();
		assertThat(this.response.getHeader(Explanations.FIELD)).isEqualTo(field ? TEXT : null);
		assertThat(this.response.getHeader(Explanations.SERVER_TIMING))
			.isEqualTo(timing ? "conditional-cache;desc=\"" + TEXT + '"' : null);
	}

	@Test
	void decisionTakesThePlaceOfAnEarlierOne() {
		this.settings.setExplainHeader(true);
		this.settings.setServerTiming(true);
		this.response.addHeader("Server-Timing", "db;dur=1");
		this.response.addHeader("Server-Timing", "Conditional-Cache;desc=\"old\"");
		this.response.setHeader("Conditional-Cache", "old");
		explain();
		assertThat(this.response.getHeaders("Server-Timing")).containsExactly("conditional-cache;desc=\"" + TEXT + '"',
				"db;dur=1");
		assertThat(this.response.getHeaders("Conditional-Cache")).containsExactly(TEXT);
	}

	@Test
	void decisionIsNotExplainedWhenCommitted() throws IOException {
		this.settings.setExplainHeader(true);
		this.response.flushBuffer();
		explain();
		assertThat(this.response.getHeaderNames()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.5, 1 })
	void shareIsBetweenZeroAndOne(double share) {
		assertThat(DiagnosticSettings.isShare(share)).isTrue();
		this.settings.setVerifySampleRate(share);
		assertThat(this.settings.getVerifySampleRate()).isEqualTo(share);
		assertThat(new DiagnosticSettings(true, true, share).getVerifySampleRate()).isEqualTo(share);
	}

	@ParameterizedTest
	@ValueSource(doubles = { -0.1, 1.1, Double.NaN })
	void shareOfMoreOrLessIsRejected(double share) {
		assertThat(DiagnosticSettings.isShare(share)).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> this.settings.setVerifySampleRate(share))
			.withMessage("'verifySampleRate' must be between 0 and 1 but was [%s]", share);
		assertThatIllegalArgumentException().isThrownBy(() -> new DiagnosticSettings(false, false, share));
		assertThat(this.settings.getVerifySampleRate()).isEqualTo(0.5);
	}

}
