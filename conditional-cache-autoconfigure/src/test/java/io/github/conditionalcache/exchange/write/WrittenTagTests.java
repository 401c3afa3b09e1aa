package io.github.conditionalcache.exchange.write;

import java.util.List;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.answer.DiagnosticSettings;
import io.github.conditionalcache.answer.Explanations;
import io.github.conditionalcache.exchange.read.TestVersion;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Preconditions;
import io.github.conditionalcache.registry.HandlerRegistry;
import io.github.conditionalcache.registry.MappedHandlers;
import io.github.conditionalcache.registry.WriteHandler;
import io.github.conditionalcache.security.MethodAuthorization;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link WrittenTag}.
 */
class WrittenTagTests {

	private static final EntityTag TAG = EntityTag.strong("a");

	private final Books books = new Books();

	private final MappedHandlers handlers = new MappedHandlers(MethodAuthorization.NONE, true).bean("books", this.books)
		.map(RequestMethod.GET, "/books/{id}", this.books, "get")
		.map(RequestMethod.GET, "/plain/{id}", this.books, "plain")
		.map(RequestMethod.GET, "/typed/{id}", this.books, "typed")
		.map(RequestMethod.PUT, "/books/{id}", this.books, "put");

	private final HandlerRegistry registry = this.handlers.settle();

	private final WrittenTag tags = new WrittenTag(this.handlers.writes(),
			new WriteExchanges(TestVersion.of(TAG)).versions());

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final ServletServerHttpResponse answer = new ServletServerHttpResponse(this.response);

	private MockHttpServletRequest request = WriteExchanges.put();

	private WriteExchange exchange() {
		WriteHandler handler = (WriteHandler) this.registry.find(this.handlers.handler(this.books, "put"));
		assertThat(handler).isNotNull();
		return new WriteExchange(handler, "/books/{id}",
				Preconditions.parse("PUT", (name) -> List.of(), WriteExchanges.CLOCK), this.request, this.response,
				new Explanations(new DiagnosticSettings(false, false, 0)));
	}

	private void label(@Nullable Object version, boolean asSent, boolean content) {
		WriteExchange exchange = exchange();
		if (version != null) {
			exchange.written(version, asSent);
		}
		this.tags.label(exchange, this.request, this.answer, content);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			method, status, location, contentLocation, asSent, content, tagged, named
			PUT,    200,    ,         ,                false,  true,    true,   /books/1
			PUT,    200,    ,         ,                true,   true,    true,   /books/1
			PUT,    204,    ,         ,                true,   false,   true,
			PUT,    204,    ,         ,                false,  false,   false,
			PUT,    202,    ,         ,                true,   true,    false,
			PUT,    201,    /books/2, ,                false,  true,    true,   /books/2
			POST,   201,    /books/2, ,                false,  true,    true,
			POST,   201,    /books/2, ,                false,  false,   true,
			POST,   201,    /other/2, ,                false,  false,   false,
			POST,   201,    /plain/2, ,                false,  false,   false,
			POST,   201,    'a b',    ,                false,  false,   false,
			PUT,    200,    /books/2, ,                false,  true,    true,   /books/1
			PUT,    200,    ,         /books/1,        false,  true,    true,   /books/1
			PUT,    200,    ,         /books/2,        false,  true,    false,  /books/2
			PUT,    200,    ,         /books/1?q=1,    false,  true,    false,  /books/1?q=1
			PUT,    200,    ,         'a b',           false,  true,    false,  'a b'
			PUT,    200,    ,         /books/2,        true,   true,    true,   /books/2
			""")
	void answerIsLabelledWhenItsTagIsThatOfTheNextGet(String method, int status, @Nullable String location,
			@Nullable String contentLocation, boolean asSent, boolean content, boolean tagged, @Nullable String named) {
		this.request.setMethod(method);
		this.response.setStatus(status);
		if (location != null) {
			this.response.setHeader(HttpHeaders.LOCATION, location);
		}
		if (contentLocation != null) {
			this.response.setHeader(HttpHeaders.CONTENT_LOCATION, contentLocation);
		}
		label(TAG, asSent, content);
		assertThat(this.response.getHeader(HttpHeaders.ETAG)).isEqualTo(tagged ? TAG.toString() : null);
		assertThat(this.response.getHeader(HttpHeaders.CONTENT_LOCATION)).isEqualTo(named);
	}

	@Test
	void answerIsLabelledOnceAVersionIsGiven() {
		label(null, true, true);
		assertThat(this.response.getHeaderNames()).isEmpty();
	}

	@Test
	void answerKeepsTheTagOfTheApplication() {
		this.answer.getHeaders().setETag("\"own\"");
		label(TAG, true, true);
		assertThat(this.response.getHeader(HttpHeaders.ETAG)).isNotEqualTo(TAG.toString());
		assertThat(this.answer.getHeaders().getETag()).isEqualTo("\"own\"");
	}

	@Test
	void answerWithAVersionGetsTheTagOfTheNextGet() {
		label(1, true, true);
		String first = this.response.getHeader(HttpHeaders.ETAG);
		this.response.setHeader(HttpHeaders.ETAG, null);
		label(2, true, true);
		assertThat(this.response.getHeader(HttpHeaders.ETAG)).isNotNull().isNotEqualTo(first);
	}

	@Test
	void answerShowsItsTagToScripts() {
		this.response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
		label(TAG, true, true);
		assertThat(this.response.getHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS)).isEqualTo(HttpHeaders.ETAG);
	}

	@Test
	void answerOfAPathThatIsNotManagedHasTheTagOfItsOwnReader() {
		this.handlers.paths = (request) -> false;
		label(TAG, true, true);
		assertThat(this.response.getHeader(HttpHeaders.ETAG)).isEqualTo(TAG.toString());
		this.response.reset();
		this.request.setMethod("POST");
		this.response.setStatus(201);
		this.response.setHeader(HttpHeaders.LOCATION, "/books/2");
		label(TAG, true, true);
		assertThat(this.response.containsHeader(HttpHeaders.ETAG)).isFalse();
	}

	@Test
	void answerWhoseReaderCannotBeFoundHasNone() {
		this.handlers.paths = (request) -> {
			throw new IllegalStateException("no path");
		};
		label(TAG, true, true);
		assertThat(this.response.getHeaderNames()).isEmpty();
	}

	@Test
	void answerWithAVersionOfAnotherKindIsAMistake() {
		this.request.setMethod("POST");
		this.response.setStatus(201);
		this.response.setHeader(HttpHeaders.LOCATION, "/typed/2");
		assertThatIllegalArgumentException().isThrownBy(() -> label(TAG, true, true));
		label(2, true, true);
		assertThat(this.response.containsHeader(HttpHeaders.ETAG)).isTrue();
	}

	public static class Books {

		@ResponseBody
		@Cacheable304(version = "@books.versionOf(#id)")
		String get(@PathVariable("id") int id) {
			return "book " + id;
		}

		@ResponseBody
		@Cacheable304
		String plain(@PathVariable("id") int id) {
			return "plain " + id;
		}

		@ResponseBody
		@Cacheable304(version = "#id")
		String typed(@PathVariable("id") int id) {
			return "typed " + id;
		}

		@ResponseBody
		@ConditionalWrite
		String put(@PathVariable("id") int id) {
			return "book " + id;
		}

		public Object versionOf(int id) {
			return id;
		}

	}

}
