package io.github.conditionalcache.handler.write;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.UrlPathHelper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NextGet}, after a PUT to http://localhost/books/1?lang=de.
 */
class NextGetTests {

	private final MockHttpServletRequest put = put();

	@Test
	void sameResourceIsReadWithGet() {
		NextGet next = NextGet.of(this.put);
		assertThat(next.getMethod()).isEqualTo("GET");
		assertThat(next.getRequestURI()).isEqualTo("/books/1");
		assertThat(next.getRequestURL()).hasToString("http://localhost/books/1");
		assertThat(next.getQueryString()).isEqualTo("lang=de");
		assertThat(next.isOfSameResource()).isTrue();
		assertThat(next.reference()).isEqualTo("/books/1?lang=de");
		assertThat(ServletRequestPathUtils.getParsedRequestPath(next).pathWithinApplication().value())
			.isEqualTo("/books/1");
		assertThat(UrlPathHelper.getResolvedLookupPath(next)).isEqualTo("/books/1");
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', commentCharacter = ';', nullValues = "-",
			textBlock = """
					reference                     | resource           | same
					/books/2                      | /books/2           | false
					/books/1                      | /books/1           | false
					/books/1?lang=de              | /books/1?lang=de   | true
					/books/2?lang=de              | /books/2?lang=de   | false
					?lang=de                      | /books/1?lang=de   | true
					?lang=en                      | /books/1?lang=en   | false
					#part                         | /books/1           | false
					2                             | /books/2           | false
					./2                           | /books/2           | false
					../authors/./3                | /authors/3         | false
					http://localhost/books/2      | /books/2           | false
					HTTP://LOCALHOST/books/2      | /books/2           | false
					http://localhost:80/books/2   | /books/2           | false
					//localhost/books/2           | /books/2           | false
					http://localhost:8080/books/2 | -                  | -
					https://localhost/books/2     | -                  | -
					http://example.org/books/2    | -                  | -
					//example.org/books/2         | -                  | -
					/a//b                         | -                  | -
					http://localhost//b           | -                  | -
					mailto:someone@example.org    | -                  | -
					urn:isbn:1                    | -                  | -
					/books/{2}                    | -                  | -
					/books/%zz                    | -                  | -
					/books/ä                      | -                  | -
					/books/~me                    | /books/~me         | false
					'/books/ 2'                   | -                  | -
					/books/%C3%A4                 | /books/%C3%A4      | false
					""")
	void referenceNamesAResourceHere(String reference, @Nullable String resource, @Nullable Boolean same) {
		NextGet next = NextGet.of(this.put, reference);
		assertThat((next != null) ? next.reference() : null).isEqualTo(resource);
		assertThat((next != null) ? next.isOfSameResource() : null).isEqualTo(same);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			character, allowed
			0x1F,      false
			0x20,      false
			0x21,      true
			0x7E,      true
			0x7F,      false
			""")
	void referenceHasNoCharactersThatAUriDoesNotHave(String character, boolean allowed) {
		String reference = "/books/" + (char) Integer.decode(character).intValue();
		assertThat(NextGet.of(this.put, reference) != null).isEqualTo(allowed);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			reference,          here
			/shop/books/2,      true
			/books/2,           false
			/elsewhere/books/2, false
			/shopping/books/2,  false
			/,                  false
			""")
	void pathsOfOtherApplicationsAreNotHere(String reference, boolean here) {
		this.put.setContextPath("/shop");
		this.put.setRequestURI("/shop/books/1");
		assertThat(NextGet.of(this.put, reference) != null).isEqualTo(here);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			scheme, port, reference,                    here
			https,  443,  https://localhost/books/2,     true
			https,  443,  https://localhost:443/books/2, true
			https,  443,  https://localhost:80/books/2,  false
			https,  443,  http://localhost/books/2,      false
			http,   8080, http://localhost:8080/books/2, true
			http,   8080, http://localhost/books/2,      false
			""")
	void originIsSchemeHostAndPort(String scheme, int port, String reference, boolean here) {
		this.put.setScheme(scheme);
		this.put.setServerPort(port);
		assertThat(NextGet.of(this.put, reference) != null).isEqualTo(here);
	}

	@Test
	void pathOfTheRequestIsReplacedInItsUrl() {
		NextGet next = NextGet.of(this.put, "/authors/33?x=1");
		assertThat(next).isNotNull();
		assertThat(next.getRequestURL()).hasToString("http://localhost/authors/33");
		assertThat(next.getRequestURI()).isEqualTo("/authors/33");
		assertThat(next.getQueryString()).isEqualTo("x=1");
	}

	@Test
	void referenceIsNoneWhereThePathWouldNameAHost() {
		this.put.setRequestURI("//books");
		assertThat(NextGet.of(this.put).reference()).isNull();
		this.put.setRequestURI("/books");
		this.put.setQueryString(null);
		assertThat(NextGet.of(this.put).reference()).isEqualTo("/books");
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', nullValues = "-", textBlock = """
			query                | parameters
			a=1&b=2              | {a=[1], b=[2]}
			a=1&a=2              | {a=[1, 2]}
			a                    | {a=[]}
			a=                   | {a=[]}
			=1                   | {=[1]}
			a=b=c                | {a=[b=c]}
			a+b=c+d              | {a b=[c d]}
			%C3%A4=%26           | {ä=[&]}
			a=%zz                | {a=[%zz]}
			-                    | {}
			""")
	void parametersAreThoseOfTheQueryAlone(@Nullable String query, String parameters) {
		this.put.addParameter("form", "field");
		this.put.setQueryString(query);
		NextGet next = NextGet.of(this.put);
		Map<String, String> found = new TreeMap<>();
		next.getParameterMap().forEach((name, values) -> found.put(name, "[" + String.join(", ", values) + "]"));
		assertThat(found).hasToString(parameters);
		assertThat(Collections.list(next.getParameterNames())).containsExactlyInAnyOrderElementsOf(found.keySet());
	}

	@Test
	void parameterIsItsFirstValue() {
		NextGet next = NextGet.of(this.put, "?a=1&a=2");
		assertThat(next).isNotNull();
		assertThat(next.getParameter("a")).isEqualTo("1");
		assertThat(next.getParameterValues("a")).containsExactly("1", "2");
		assertThat(next.getParameter("lang")).isNull();
		assertThat(next.getParameterValues("lang")).isNull();
	}

	@Test
	void attributesAreItsOwnOverThoseOfTheWrite() {
		this.put.setAttribute("user", "Emma");
		this.put.setAttribute("tenant", "one");
		this.put.setAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE, "of the write");
		NextGet next = NextGet.of(this.put);
		assertThat(next.getAttribute("user")).isEqualTo("Emma");
		assertThat(next.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE)).isNull();
		next.setAttribute("user", "Jane");
		next.removeAttribute("tenant");
		assertThat(next.getAttribute("user")).isEqualTo("Jane");
		assertThat(next.getAttribute("tenant")).isNull();
		assertThat(this.put.getAttribute("user")).isEqualTo("Emma");
		assertThat(this.put.getAttribute("tenant")).isEqualTo("one");
	}

	@Test
	void fieldsAreThoseOfTheWriteWithoutThoseOfItsContent() {
		this.put.addHeader("Accept", "text/html");
		this.put.addHeader("Content-Encoding", "gzip");
		this.put.setContentType("application/json");
		this.put.setContent(new byte[] { 1, 2, 3 });
		NextGet next = NextGet.of(this.put);
		assertThat(Collections.list(next.getHeaderNames())).containsExactly("Accept");
		assertThat(next.getHeader("Accept")).isEqualTo("text/html");
		assertThat(Collections.list(next.getHeaders("Accept"))).containsExactly("text/html");
		assertThat(next.getHeader("content-type")).isNull();
		assertThat(next.getHeader("Content-Encoding")).isNull();
		assertThat(Collections.list(next.getHeaders("CONTENT-ENCODING"))).isEmpty();
		assertThat(next.getContentType()).isNull();
		assertThat(next.getContentLength()).isEqualTo(-1);
		assertThat(next.getContentLengthLong()).isEqualTo(-1);
	}

	private static MockHttpServletRequest put() {
		MockHttpServletRequest request = new MockHttpServletRequest("PUT", "/books/1");
		request.setQueryString("lang=de");
		return request;
	}

}
