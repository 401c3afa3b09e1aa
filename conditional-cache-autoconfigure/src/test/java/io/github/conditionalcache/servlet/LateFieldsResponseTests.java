package io.github.conditionalcache.servlet;

import java.io.IOException;
import java.util.List;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import jakarta.servlet.http.Cookie;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LateFieldsResponse}.
 */
class LateFieldsResponseTests {

	private final MockHttpServletResponse inner = new MockHttpServletResponse();

	private final LateFieldsResponse response = new LateFieldsResponse(this.inner);

	private final RecordedEvents events = new RecordedEvents();

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			name,                    value,                 obstacle
			Set-Cookie,              a=b,                   COOKIE
			Content-Security-Policy, script-src 'nonce-1',  NONCE
			Content-Security-Policy, script-src 'self',
			Set-Cookie,              ,
			X-A,                     a,
			""")
	void obstacleWhenSetIsAnnouncedAfterwards(String name, @Nullable String value, @Nullable Reason obstacle) {
		this.response.manage(this.events);
		this.events.whenObstacleIsSet = () -> assertThat(this.inner.getHeaders(name)).hasSize(1);
		this.response.setHeader(name, value);
		assertThat(this.inner.getHeader(name)).isEqualTo(value);
		this.events.whenObstacleIsSet = () -> assertThat(this.inner.getHeaders(name)).hasSize(2);
		this.response.addHeader(name, value);
		assertThat(this.inner.getHeaders(name)).hasSize((value != null) ? 2 : 0);
		assertThat(this.events.heard).isEqualTo(
				(obstacle != null) ? List.of("outer obstacle " + obstacle, "outer obstacle " + obstacle) : List.of());
	}

	@Test
	void cookieWhenAddedIsAnnouncedAfterwards() {
		this.response.manage(this.events);
		this.events.whenObstacleIsSet = () -> assertThat(this.inner.getCookie("c")).isNotNull();
		this.response.addCookie(new Cookie("c", "1"));
		assertThat(this.events.heard).containsExactly("outer obstacle COOKIE");
	}

	@Test
	void flushBufferWhenNotCommittedAnnouncesTheEnd() throws IOException {
		this.response.manage(this.events);
		this.response.flushBuffer();
		this.response.flushBuffer();
		assertThat(this.events.heard).containsExactly("closing");
		assertThat(this.inner.isCommitted()).isTrue();
	}

	@Test
	void fieldWhenNotManagedIsSet() throws IOException {
		this.response.setHeader("X-A", "1");
		this.response.flushBuffer();
		assertThat(this.events.heard).isEmpty();
		assertThat(this.inner.getHeader("X-A")).isEqualTo("1");
	}

}
