package io.github.conditionalcache.exchange.write;

import java.time.Instant;
import java.util.Objects;

import io.github.conditionalcache.exchange.read.TestVersion;
import io.github.conditionalcache.handler.write.NextGet;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link WriteVersions}.
 */
class WriteVersionsTests {

	private static final EntityTag TAG = EntityTag.strong("a");

	private static final Object[] ARGUMENTS = { 1 };

	private final TestVersion version = TestVersion.of(TAG);

	private final WriteExchanges exchanges = new WriteExchanges(this.version);

	private final MockHttpServletRequest request = WriteExchanges.put("If-Match", TAG);

	private WriteExchange attempted() {
		WriteExchange exchange = this.exchanges.exchange(this.request);
		exchange.attempt(ARGUMENTS);
		return exchange;
	}

	@Test
	void currentIsWhatTheApplicationHas() throws Exception {
		WriteExchange exchange = attempted();
		assertThat(this.exchanges.versions().current(exchange, ARGUMENTS)).isEqualTo(Validators.of(TAG, null));
		assertThat(exchange.reading()).isNotNull();
		assertThat(exchange.validation()).isPositive();
		this.version.value = null;
		assertThat(this.exchanges.versions().current(exchange, ARGUMENTS)).isEqualTo(Validators.absent());
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			changed
			2029-01-01T00:00:00Z
			2031-01-01T00:00:00Z
			""")
	void currentHasItsDateThoughItCouldNotBeSent(Instant changed) throws Exception {
		this.exchanges.declaring(TestVersion.of(1), TestVersion.ofDate(changed));
		assertThat(this.exchanges.versions().current(attempted(), ARGUMENTS).lastModified()).isEqualTo(changed);
	}

	@Test
	void currentIsTimedThoughItFails() {
		this.version.failure = new IllegalStateException("no database");
		WriteExchange exchange = attempted();
		assertThatIllegalStateException().isThrownBy(() -> this.exchanges.versions().current(exchange, ARGUMENTS));
		assertThat(exchange.validation()).isPositive();
		assertThat(exchange.reading()).isNull();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			called, given, again, fails, read
			true,   false, true,  false, true
			false,  false, true,  false, false
			true,   true,  true,  false, false
			true,   false, false, false, false
			true,   false, true,  true,  false
			""")
	void afterFailureIsReadAnewWhereThatTellsMore(boolean called, boolean given, boolean again, boolean fails,
			boolean read) {
		if (given) {
			this.exchanges.declaring(TestVersion.ofArguments(TAG));
		}
		this.exchanges.mayReadAgain = again;
		this.version.failure = fails ? new IllegalStateException("no database") : null;
		WriteExchange exchange = called ? attempted() : this.exchanges.exchange(this.request);
		Validators found = this.exchanges.versions().afterFailure(exchange);
		assertThat(found).isEqualTo(read ? Validators.of(TAG, null) : null);
		assertThat(this.exchanges.begun).isEqualTo((called && !given) ? 1 : 0);
	}

	@Test
	void givenIsOfTheDeclaredKind() throws Exception {
		WriteExchange exchange = attempted();
		this.exchanges.versions().current(exchange, ARGUMENTS);
		assertThat(this.exchanges.versions().given(exchange, EntityTag.strong("b")))
			.isEqualTo(Validators.of(EntityTag.strong("b"), null));
		assertThatIllegalArgumentException().isThrownBy(() -> this.exchanges.versions().given(exchange, 1));
	}

	@Test
	void writtenHasTheTagOfTheNextGet() throws Exception {
		this.version.value = 1;
		WriteExchange exchange = attempted();
		EntityTag current = this.exchanges.versions().current(exchange, ARGUMENTS).entityTag();
		assertThat(written(exchange, 1)).isEqualTo(Validators.of(Objects.requireNonNull(current), null));
		assertThat(written(exchange, 2)).isNotEqualTo(Validators.of(current, null));
		assertThat(written(exchange, TAG)).isEqualTo(Validators.of(TAG, null));
	}

	private @Nullable Validators written(WriteExchange exchange, Object version) {
		return this.exchanges.versions().written(exchange, NextGet.of(this.request), this.exchanges.read(), version);
	}

	@Test
	void writtenIsUnknownWithoutADeclaredVersion() {
		assertThat(
				this.exchanges.versions().written(attempted(), NextGet.of(this.request), WriteExchanges.read(null), 1))
			.isNull();
	}

}
