package io.github.conditionalcache.exchange.write;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WrittenAnswer}.
 */
class WrittenAnswerTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			status, put,   content, asSent, labelled, created, needsLocation, namesContent
			200,    true,  true,    false,  true,     false,   true,          true
			200,    true,  true,    true,   true,     false,   false,         true
			200,    true,  false,   true,   true,     false,   false,         false
			200,    true,  false,   false,  false,    false,   true,          false
			200,    false, true,    false,  true,     false,   false,         true
			201,    true,  true,    false,  true,     true,    true,          true
			201,    true,  false,   true,   true,     true,    false,         false
			201,    true,  false,   false,  false,    true,    true,          false
			201,    false, false,   false,  true,     true,    false,         false
			201,    false, true,    false,  true,     true,    false,         false
			204,    true,  false,   true,   true,     false,   false,         false
			204,    true,  false,   false,  false,    false,   true,          false
			202,    true,  true,    true,   false,    false,   false,         true
			404,    false, true,    true,   false,    false,   false,         false
			""")
	void fieldsDependOnStatusAndContent(int status, boolean put, boolean content, boolean asSent, boolean labelled,
			boolean created, boolean needsLocation, boolean namesContent) {
		WrittenAnswer answer = new WrittenAnswer(status, put, content, asSent);
		assertThat(answer.mayBeLabelled()).isEqualTo(labelled);
		assertThat(answer.isCreated()).isEqualTo(created);
		assertThat(answer.needsContentLocation()).isEqualTo(needsLocation);
		assertThat(answer.mayNameContent()).isEqualTo(namesContent);
	}

}
