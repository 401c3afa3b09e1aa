package io.github.conditionalcache.test;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Answer}.
 */
class AnswerTests {

	@Test
	void parseReadsStatusFieldsAndContent() {
		Answer answer = answer("HTTP/1.1 200 OK", "ETag: \"v1\"", "Vary: Accept", "vary:Accept-Language", "", "text");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.entityTag()).isEqualTo("\"v1\"");
		assertThat(answer.fieldLines("VARY")).containsExactly("Accept", "Accept-Language");
		assertThat(answer.field("Var")).isNull();
		assertThat(answer.text()).isEqualTo("text");
	}

	@Test
	void parseWhenChunkedJoinsChunks() {
		assertThat(answer("HTTP/1.1 200", "transfer-encoding: Chunked", "", "3", "abc", "2", "de", "0", "", "").text())
			.isEqualTo("abcde");
	}

	@Test
	void parseWhenChunksHaveExtensionsLeavesThemOut() {
		assertThat(answer("HTTP/1.1 200", "Transfer-Encoding: chunked", "", "3;a=b", "abc", "0", "", "").text())
			.isEqualTo("abc");
	}

	@Test
	void parseWhenContentBreaksOffFails() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> answer("HTTP/1.1 200", "Transfer-Encoding: chunked", "", "5", "abc"))
			.withMessageContaining("breaks off");
	}

	@Test
	void parseWhenInterimAnswersComeFirstLeavesThemOut() {
		assertThat(
				answer("HTTP/1.1 103 Early Hints", "Link: </a>", "", "HTTP/1.1 304", "ETag: \"v1\"", "", "").status())
			.isEqualTo(304);
		assertThat(answer("HTTP/1.1 100", "", "").status()).isEqualTo(100);
	}

	@Test
	void parseWhenNoAnswerFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> Answer.parse("HTTP/1.1 200 OK\r\n".getBytes()))
			.withMessageContaining("No answer");
		assertThatIllegalArgumentException().isThrownBy(() -> answer("GET / HTTP/1.1", "", ""));
	}

	@Test
	void answersAreEqualByContent() {
		Answer answer = answer("HTTP/1.1 200 OK", "A: b", "", "text");
		assertThat(answer).isEqualTo(answer("HTTP/1.1 200 OK", "A: b", "", "text"))
			.hasSameHashCodeAs(answer("HTTP/1.1 200 OK", "A: b", "", "text"))
			.isNotEqualTo(answer("HTTP/1.1 200 OK", "A: b", "", "other"));
	}

	static Answer answer(String... lines) {
		return Answer.parse(String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1));
	}

}
