package io.github.conditionalcache.exchange.read;

import java.io.IOException;
import java.util.Map;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SuspendedSecurityFields}.
 */
class SuspendedSecurityFieldsTests {

	private static final Map<String, String> SECURITY = Map.of("Cache-Control",
			"no-cache, no-store, max-age=0, must-revalidate", "Pragma", "no-cache", "Expires", "0");

	private static final String APPLIED = "org.springframework.security.web.FilterChainProxy.APPLIED";

	private final MockHttpServletRequest request = GetHandler.get();

	private final StubResponse response = new StubResponse();

	private ReadExchange exchange() {
		return new GetHandler().exchange(this.request, this.response);
	}

	private void assertSecurityFields(boolean there) {
		SECURITY.forEach(
				(name, value) -> assertThat(this.response.getHeader(name)).as(name).isEqualTo(there ? value : null));
	}

	@Test
	void fieldsAreTakenBackUntilTheExchangeIsGivenUp() {
		ReadExchange exchange = exchange();
		SuspendedSecurityFields.suspended(exchange);
		SECURITY.forEach(this.response::setHeader);
		SuspendedSecurityFields.takeBack(exchange);
		assertSecurityFields(false);
		exchange.bypass(Reason.RAW);
		assertSecurityFields(true);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			before,    after,                                          more,     decided, committed, taken
			,          'no-cache, no-store, max-age=0, must-revalidate', ,       false,   false,     true
			max-age=1, 'no-cache, no-store, max-age=0, must-revalidate', ,       false,   false,     false
			,          'no-cache, no-store',                             ,       false,   false,     false
			,          'no-cache, no-store, max-age=0, must-revalidate', public, false,   false,     false
			,          'no-cache, no-store, max-age=0, must-revalidate', ,       true,    false,     false
			,          'no-cache, no-store, max-age=0, must-revalidate', ,       false,   true,      false
			""")
	void fieldsAreTakenBackWhenTheyAreThoseOfSpringSecurity(@Nullable String before, String after,
			@Nullable String more, boolean decided, boolean committed, boolean taken) throws IOException {
		if (before != null) {
			this.response.setHeader("Cache-Control", before);
		}
		ReadExchange exchange = exchange();
		SuspendedSecurityFields.suspended(exchange);
		this.response.setHeader("Cache-Control", after);
		if (more != null) {
			this.response.addHeader("Cache-Control", more);
		}
		if (decided) {
			exchange.bypass(Reason.RAW);
		}
		if (committed) {
			this.response.flushBuffer();
		}
		SuspendedSecurityFields.takeBack(exchange);
		assertThat(this.response.containsHeader("Cache-Control")).isNotEqualTo(taken);
	}

	@Test
	void fieldsOfAnotherHandlerStay() {
		SECURITY.forEach(this.response::setHeader);
		SuspendedSecurityFields.takeBack(null);
		SuspendedSecurityFields.takeBack(exchange());
		assertSecurityFields(true);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			secured, status, written
			true,    200,    true
			true,    404,    true
			true,    304,    false
			false,   200,    false
			""")
	void fieldsAreMadeUpForWhenSpringSecurityWouldHaveWrittenThem(boolean secured, int status, boolean written) {
		this.request.setAttribute(APPLIED, secured ? true : null);
		this.response.setStatus(status);
		SuspendedSecurityFields.makeUpFor(exchange());
		assertSecurityFields(written);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Cache-Control", "Pragma", "Expires" })
	void fieldsAreNotMadeUpForWhenOneIsThere(String name) {
		this.request.setAttribute(APPLIED, true);
		this.response.setHeader(name, "a");
		SuspendedSecurityFields.makeUpFor(exchange());
		assertThat(this.response.getHeaderNames()).containsExactly(name);
	}

}
