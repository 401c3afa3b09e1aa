package io.github.conditionalcache.answer;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LateFields}.
 */
class LateFieldsTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			name,                                value,                  reason
			Set-Cookie,                          a=b,                    COOKIE
			set-cookie,                          a=b,                    COOKIE
			Set-Cookie,                          ,
			Content-Security-Policy,             script-src 'nonce-1',   NONCE
			content-security-policy,             script-src 'NONCE-1',   NONCE
			Content-Security-Policy-Report-Only, script-src 'nonce-1',   NONCE
			Content-Security-Policy,             script-src 'self',
			Content-Security-Policy,             ,
			X-A,                                 'nonce-1',
			""")
	void fieldForbidsAValidatorWhenItIsForOneRequest(String name, @Nullable String value, @Nullable Reason reason) {
		assertThat(LateFields.obstacle(name, value)).isEqualTo(reason);
		if (value != null) {
			this.response.setHeader(name, value);
		}
		assertThat(LateFields.obstacle(this.request, this.response)).isEqualTo(reason);
	}

	@Test
	void fieldOfSeveralLinesIsReadWhole() {
		this.response.addHeader("Content-Security-Policy", "script-src 'self'");
		this.response.addHeader("Content-Security-Policy", "script-src 'nonce-1'");
		assertThat(LateFields.obstacle(this.request, this.response)).isEqualTo(Reason.NONCE);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			begun, isNew, reason
			false, false,
			true,  false,
			true,  true,  COOKIE
			""")
	void sessionForbidsAValidatorWhenItBegins(boolean begun, boolean isNew, @Nullable Reason reason) {
		if (begun) {
			MockHttpSession session = (MockHttpSession) this.request.getSession();
			session.setNew(isNew);
		}
		assertThat(LateFields.obstacle(this.request, this.response)).isEqualTo(reason);
	}

}
