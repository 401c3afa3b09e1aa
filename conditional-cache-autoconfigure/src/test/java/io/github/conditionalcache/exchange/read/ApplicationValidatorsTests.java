package io.github.conditionalcache.exchange.read;

import java.time.Instant;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.HttpDate;
import io.github.conditionalcache.precondition.Validators;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApplicationValidators}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ApplicationValidatorsTests {

	private final ApplicationValidators validators = new ApplicationValidators(new ReadWarnings(GetHandler.CLOCK),
			GetHandler.CLOCK);

	private final StubResponse response = new StubResponse();

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			set,    date,                 severalFormats, tag,    known
			'"a"',  ,                     false,          '"a"',
			'W/"a"',,                     false,          'W/"a"',
			'"a"',  2029-01-01T00:00:00Z, false,          '"a"',  2029-01-01T00:00:00Z
			'"a"',  2029-01-01T00:00:00Z, true,           '"a"',
			,       2029-01-01T00:00:00Z, false,          ,       2029-01-01T00:00:00Z
			,       2029-01-01T00:00:00Z, true,           ,
			a,      2029-01-01T00:00:00Z, false,          ,       2029-01-01T00:00:00Z
			""")
	void validatorsAreThoseThatAreSet(@Nullable String set, @Nullable Instant date, boolean severalFormats,
			@Nullable String tag, @Nullable Instant known) {
		GetHandler handler = severalFormats ? new GetHandler().producing("text/plain", "text/html") : new GetHandler();
		if (set != null) {
			this.response.setHeader(HttpHeaders.ETAG, set);
		}
		if (date != null) {
			this.response.setHeader(HttpHeaders.LAST_MODIFIED, HttpDate.format(date));
		}
		EntityTag expected = EntityTag.parse(tag);
		assertThat(this.validators.of(handler.exchange(GetHandler.get(), this.response), this.response)).isEqualTo(
				new KnownValidators((expected != null) ? Validators.of(expected, known) : Validators.untagged(known),
						ValidatorKind.APPLICATION, Phase.VALUE));
		assertThat(this.response.getHeader(HttpHeaders.ETAG)).isEqualTo(tag);
	}

	@Test
	void validatorsWhenNothingIsSetAreAbsent() {
		assertThat(this.validators.of(new GetHandler().exchange(GetHandler.get(), this.response), this.response))
			.isNull();
	}

	@Test
	void tagThatIsNoneIsTakenOff(CapturedOutput output) {
		this.response.setHeader(HttpHeaders.ETAG, "a");
		assertThat(this.validators.of(new GetHandler().exchange(GetHandler.get(), this.response), this.response))
			.isNull();
		assertThat(this.response.containsHeader(HttpHeaders.ETAG)).isFalse();
		assertThat(output).contains("Books.get set an ETag that is no entity tag");
	}

}
