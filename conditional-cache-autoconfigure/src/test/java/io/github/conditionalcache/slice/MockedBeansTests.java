package io.github.conditionalcache.slice;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/**
 * A slice whose services are mocked, each by a bean of another name.
 */
@WebMvcTest(BookController.class)
class MockedBeansTests {

	@Autowired
	private MockMvcTester mvc;

	@MockitoBean
	private Books service;

	@MockitoBean
	private AuthorStore store;

	@MockitoBean
	private Prices prices;

	@BeforeEach
	void answer() {
		given(this.service.versionOf(1)).willReturn(7L);
		given(this.service.title(1)).willReturn("Emma");
		given(this.store.versionOf(1)).willReturn(3L);
		given(this.store.name(1)).willReturn("Austen");
		given(this.prices.versionOf(1)).willReturn(5L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/books/1", "/authors/1", "/prices/1" })
	void versionOfMockAnswersBeforeTheHandlerRuns(String path) {
		String tag = tag(path);
		clearInvocations(this.service, this.store);
		MvcTestResult answer = this.mvc.get().uri(path).header("If-None-Match", tag).exchange();
		assertThat(answer).hasStatus(304)
			.hasHeader("ETag", tag)
			.hasHeader("Cache-Control", "private, no-cache, max-age=0");
		verify(this.service, never()).title(1);
		verify(this.store, never()).name(1);
	}

	@Test
	void changedVersionOfMockIsAnsweredWithContent() {
		String tag = tag("/books/1");
		given(this.service.versionOf(1)).willReturn(8L);
		assertThat(this.mvc.get().uri("/books/1").header("If-None-Match", tag)).hasStatus(200)
			.hasBodyTextEqualTo("Emma");
	}

	@Test
	void writeIsCheckedWithVersionOfMock() {
		String tag = tag("/books/1");
		assertThat(put("If-Match", tag)).hasStatus(200)
			.hasBodyTextEqualTo("Persuasion")
			.headers()
			.hasHeaderSatisfying("ETag", (tags) -> assertThat(tags).doesNotContain(tag));
		assertThat(put("If-Match", "\"old\"")).hasStatus(412).hasHeader("ETag", tag);
		assertThat(put("X-Nothing", "1")).hasStatus(428);
	}

	@Test
	void checkInsideTheHandlerReadsMock() {
		String tag = tag("/books/1");
		given(this.service.versionOf(1)).willReturn(7L, 8L);
		assertThat(put("If-Match", tag)).hasStatus(412);
	}

	private MvcTestResult put(String field, String value) {
		return this.mvc.put()
			.uri("/books/1")
			.contentType(MediaType.TEXT_PLAIN)
			.content("Persuasion")
			.header(field, value)
			.exchange();
	}

	private String tag(String path) {
		MvcTestResult answer = this.mvc.get().uri(path).exchange();
		assertThat(answer).hasStatus(200).containsHeader("ETag");
		return String.valueOf(answer.getResponse().getHeader("ETag"));
	}

}
