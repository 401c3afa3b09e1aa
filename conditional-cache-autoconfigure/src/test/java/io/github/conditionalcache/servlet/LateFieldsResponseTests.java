package io.github.conditionalcache.servlet;

import java.io.IOException;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LateFieldsResponse}.
 */
class LateFieldsResponseTests {

	private final MockHttpServletResponse inner = new MockHttpServletResponse();

	private final LateFieldsResponse response = new LateFieldsResponse(this.inner);

	private final RecordedEvents events = new RecordedEvents();

	@Test
	void fieldWhenSetIsAnnounced() {
		this.response.manage(this.events);
		this.response.setHeader("X-A", "1");
		this.response.addHeader("X-A", "2");
		this.response.addCookie(new Cookie("c", "1"));
		assertThat(this.events.heard).containsExactly("outer X-A: 1", "outer X-A: 2", "outer cookie");
		assertThat(this.inner.getHeaders("X-A")).containsExactly("1", "2");
		assertThat(this.inner.getCookie("c")).isNotNull();
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
