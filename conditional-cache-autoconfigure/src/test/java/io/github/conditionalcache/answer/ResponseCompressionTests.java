package io.github.conditionalcache.answer;

import java.util.List;
import java.util.Set;

import io.github.conditionalcache.exchange.read.StubResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.HandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResponseCompression}.
 */
class ResponseCompressionTests {

	private final ResponseCompression compression = new ResponseCompression(List.of("text/html", "application/json"),
			10);

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final StubResponse response = new StubResponse();

	private boolean varies() {
		return this.compression.varies(this.request, this.response, this.response);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			type,                    tag,         coding,         held, varies
			text/html,               ,            ,               -1,   true
			TEXT/HTML;charset=UTF-8, ,            ,               -1,   true
			application/json,        ,            ,               -1,   true
			text/plain,              ,            ,               -1,   false
			text/html,               'W/"a"',     ,               -1,   true
			text/html,               ' W/"a"',    ,               -1,   true
			text/html,               '"a"',       ,               -1,   false
			text/html,               ,            gzip,           -1,   false
			text/html,               ,            'x, BR ',       -1,   false
			text/html,               ,            identity,       -1,   false
			text/html,               ,            x,              -1,   true
			text/html,               ,            ,               9,    false
			text/html,               ,            ,               10,   true
			text/plain,              ,            ,               10,   false
			,                        ,            ,               10,   false
			,                        ,            ,               -1,   true
			,                        '"a"',       ,               -1,   false
			""")
	void answerVariesWhenTheServerMayCompressIt(@Nullable String type, @Nullable String tag, @Nullable String coding,
			int held, boolean varies) {
		this.response.setContentType(type);
		this.response.setHeader(HttpHeaders.ETAG, tag);
		this.response.setHeader(HttpHeaders.CONTENT_ENCODING, coding);
		if (held >= 0) {
			this.response.hold();
			this.response.held().append(new byte[held], 0, held);
		}
		assertThat(varies()).isEqualTo(varies);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			one,        other,      varies
			text/html,  text/plain, true
			text/plain, text/xml,   false
			text/plain, text/*,     true
			text/plain, */*,        true
			""")
	void answerOfNoTypeYetVariesAsItsHandlerMayProduce(String one, String other, boolean varies) {
		this.request.setAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE,
				Set.of(MediaType.parseMediaType(one), MediaType.parseMediaType(other)));
		assertThat(varies()).isEqualTo(varies);
	}

	@Test
	void answerOfAnUnknownKindMayVary() {
		this.request.setAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE, Set.of("text/plain"));
		assertThat(varies()).isTrue();
	}

	@Test
	void typeMattersWhereTheServerCompresses() {
		assertThat(this.compression.dependsOnType()).isTrue();
		assertThat(ResponseCompression.NONE.dependsOnType()).isFalse();
		this.response.setContentType("text/html");
		assertThat(ResponseCompression.NONE.varies(this.request, this.response, this.response)).isFalse();
	}

}
