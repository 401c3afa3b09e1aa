package io.github.conditionalcache.answer;

import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OwnFields}.
 */
class OwnFieldsTests {

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final OwnFields fields = new OwnFields();

	@Test
	void fieldIsPutBackToItsLines() {
		this.response.addHeader("Vary", "a");
		this.response.addHeader("Vary", "b");
		assertThat(this.fields.isEmpty()).isTrue();
		this.fields.set(this.response, "Vary", "a, b, c");
		assertThat(this.fields.isEmpty()).isFalse();
		assertThat(this.response.getHeaders("Vary")).containsExactly("a, b, c");
		this.fields.withdraw(this.response);
		assertThat(this.response.getHeaders("Vary")).containsExactly("a", "b");
		assertThat(this.fields.isEmpty()).isTrue();
	}

	@Test
	void fieldThatWasNotThereIsTakenOff() {
		this.fields.set(this.response, "ETag", "\"a\"");
		this.fields.set(this.response, "X-A", "a");
		this.fields.withdraw(this.response);
		assertThat(this.response.getHeaderNames()).isEmpty();
	}

	@Test
	void fieldThatWasTakenOffComesBack() {
		this.response.setHeader("Pragma", "no-cache");
		this.fields.set(this.response, "Pragma", null);
		assertThat(this.response.containsHeader("Pragma")).isFalse();
		this.fields.withdraw(this.response);
		assertThat(this.response.getHeader("Pragma")).isEqualTo("no-cache");
	}

	@Test
	void fieldThatTheApplicationHasChangedSinceStays() {
		this.fields.set(this.response, "ETag", "\"a\"");
		this.fields.set(this.response, "Pragma", null);
		this.response.setHeader("ETag", "\"b\"");
		this.response.setHeader("Pragma", "own");
		this.fields.withdraw(this.response);
		assertThat(this.response.getHeader("ETag")).isEqualTo("\"b\"");
		assertThat(this.response.getHeader("Pragma")).isEqualTo("own");
	}

	@Test
	void fieldThatWasSetTwiceIsPutBackToTheFirst() {
		this.response.setHeader("Vary", "a");
		this.fields.set(this.response, "Vary", "a, b");
		this.fields.set(this.response, "Vary", "a, b, c");
		this.fields.withdraw(this.response);
		assertThat(this.response.getHeaders("Vary")).containsExactly("a");
		this.response.setHeader("Vary", "x");
		this.fields.withdraw(this.response);
		assertThat(this.response.getHeader("Vary")).isEqualTo("x");
	}

}
