package io.github.conditionalcache.exchange.read;

import java.util.List;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.ConditionalVerification.Result;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Verification}.
 */
@ExtendWith(OutputCaptureExtension.class)
class VerificationTests {

	private static final EntityTag TAG = EntityTag.strong("a");

	private static final String ERROR = "Books.get answers with other content under the same entity tag";

	private final ReadParts parts = new ReadParts();

	private @Nullable Validators current = Validators.of(TAG, null);

	private ReadExchange exchange(Validators declared) {
		StubResponse response = new StubResponse();
		ReadExchange exchange = new GetHandler().exchange(GetHandler.get(), response);
		exchange.declare(
				new DeclaredValidators(new KnownValidators(declared, ValidatorKind.VERSION, Phase.EARLY), null, null));
		exchange.called(new Object[0], response)
			.verify(new ReadCall.Verified(() -> this.current, (tag) -> "book " + tag));
		return exchange;
	}

	private boolean refutes(String content) {
		return this.parts.verification.refutes(exchange(Validators.of(TAG, null)),
				ContentValidatorsTests.held(content));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			rate, method, declared, selected
			1,    GET,    true,     true
			0,    GET,    true,     false
			1,    HEAD,   true,     false
			1,    GET,    false,    false
			""")
	void exchangeIsSelectedWhenItsVersionCanBeCompared(double rate, String method, boolean declared, boolean selected) {
		this.parts.settings.setVerifySampleRate(rate);
		MockHttpServletRequest request = GetHandler.get();
		request.setMethod(method);
		ReadExchange exchange = new GetHandler().exchange(request, new StubResponse());
		if (declared) {
			exchange.declare(new DeclaredValidators(
					new KnownValidators(Validators.of(TAG, null), ValidatorKind.VERSION, Phase.EARLY), null, null));
		}
		assertThat(this.parts.verification.selects(exchange)).isEqualTo(selected);
	}

	@Test
	void contentIsRefutedWhenItChangesUnderOneTag(CapturedOutput output) {
		assertThat(refutes("one")).isFalse();
		assertThat(refutes("one")).isFalse();
		assertThat(output).doesNotContain(ERROR);
		assertThat(refutes("other")).isTrue();
		assertThat(output).contains(ERROR);
		assertThat(this.parts.verified).isEqualTo(List.of(Result.FIRST, Result.MATCH, Result.MISMATCH));
	}

	@Test
	void contentWhenWrittenMeanwhileIsNoMistake(CapturedOutput output) {
		refutes("one");
		this.current = Validators.of(EntityTag.strong("b"), null);
		assertThat(refutes("other")).isFalse();
		this.current = null;
		assertThat(refutes("other")).isFalse();
		assertThat(this.parts.verified).containsExactly(Result.FIRST);
		assertThat(output).doesNotContain(ERROR);
	}

	@Test
	void contentIsRefutedNeitherWithoutVerificationNorTag() {
		refutes("one");
		ReadExchange unverified = new GetHandler().exchange(GetHandler.get(), new StubResponse());
		assertThat(this.parts.verification.refutes(unverified, ContentValidatorsTests.held("other"))).isFalse();
		unverified.called(new Object[0], new StubResponse());
		assertThat(this.parts.verification.refutes(unverified, ContentValidatorsTests.held("other"))).isFalse();
		assertThat(this.parts.verification.refutes(exchange(Validators.untagged(GetHandler.CHANGED)),
				ContentValidatorsTests.held("other")))
			.isFalse();
		assertThat(this.parts.verified).containsExactly(Result.FIRST);
	}

	@Test
	void contentsUsedLastAreRemembered() {
		for (int i = 0; i <= Verification.REMEMBERED; i++) {
			this.parts.verification.refutes(exchange(Validators.of(EntityTag.strong("t" + i), null)),
					ContentValidatorsTests.held("one"));
		}
		this.current = Validators.of(EntityTag.strong("t0"), null);
		assertThat(this.parts.verification.refutes(exchange(Validators.of(EntityTag.strong("t0"), null)),
				ContentValidatorsTests.held("other")))
			.as("forgotten")
			.isFalse();
		this.current = Validators.of(EntityTag.strong("t2"), null);
		assertThat(this.parts.verification.refutes(exchange(Validators.of(EntityTag.strong("t2"), null)),
				ContentValidatorsTests.held("other")))
			.as("remembered")
			.isTrue();
	}

}
