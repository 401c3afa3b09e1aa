package io.github.conditionalcache.handler;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

class StreamTypesTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			text/event-stream,                  true
			text/event-stream;charset=UTF-8,    true
			TEXT/Event-Stream,                  true
			application/x-ndjson,               true
			application/ndjson ; charset=utf-8, true
			application/jsonl,                  true
			application/jsonlines,              true
			application/stream+json,            true
			application/json-seq,               true
			multipart/x-mixed-replace;boundary=b, true
			application/json,                   false
			application/vnd.ndjson,             false
			text/html;charset=UTF-8,            false
			image/event-stream,                 false
			""")
	void includeWhenTypeOrFieldValueIsTheSame(String contentType, boolean streamed) {
		assertThat(StreamTypes.include(contentType)).isEqualTo(streamed);
		assertThat(StreamTypes.include(MediaType.parseMediaType(contentType))).isEqualTo(streamed);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			text/event-stream charset=UTF-8      | true
			text/event-stream, application/json  | true
			application/stream+x;;               | true
			text/event-streams                   | false
			""")
	void includeWhenParametersAreMalformedGoesByTheType(String contentType, boolean streamed) {
		assertThat(StreamTypes.include(contentType)).isEqualTo(streamed);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			''
			/
			text
			;text/event-stream
			""")
	void includeWhenMalformedIsFalse(String contentType) {
		assertThat(StreamTypes.include(contentType)).isFalse();
	}

}
