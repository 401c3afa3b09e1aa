package io.github.conditionalcache.representation;

import java.lang.reflect.Method;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockServletContext;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.MatrixVariable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.util.ServletRequestPathUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResourcePath}.
 */
class ResourcePathTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			one                 | other               | same  | sameWithParameters
			/a/b                | /a/b                | true  | true
			/cal/ann%40x.org/1  | /cal/ann@x.org/1    | true  | true
			/a/%62              | /a/b                | true  | true
			/a/%c3%a4           | /a/%C3%A4           | true  | true
			/a/%C3%A4           | /a/ä                | true  | true
			/a/%2F              | /a/%2f              | true  | true
			/a/b;jsessionid=1   | /a/b                | true  | true
			/a/b;jsessionid=1   | /a/b;JSESSIONID=2   | true  | true
			/a;x=1/b            | /a/b                | true  | false
			/a;x=1/b            | /a/b;x=1            | true  | false
			/a;x=1;y=2          | /a;y=2;x=1          | true  | true
			/a;x=1,2            | /a;x=1;x=2          | true  | true
			/a;x=1;x=2          | /a;x=2;x=1          | true  | false
			/a;x=%31            | /a;x=1              | true  | true
			/a;x%3Dy=z          | /a;x=y%3Dz          | true  | false
			/a;x=1              | /a;x=2              | true  | false
			/a;x=1              | /a;x=1%3By=2        | true  | false
			/a;x=1;y=2          | /a;x=1%3By=2        | true  | false
			/a;x                | /a                  | true  | false
			/a/b%2Fc            | /a/b/c              | false | false
			/a%2Fb              | /a/b                | false | false
			/a/%252F            | /a/%2F              | false | false
			/a/%2547.           | /a/%2F              | false | false
			/a/b                | /a/b/               | false | false
			/a//b               | /a/b                | false | false
			/a//b               | /a/%2Fb             | false | false
			/a/b%3Bx=1          | /a/b;x=1            | false | false
			/a/b%3Bx=1          | /a/b                | false | false
			/a/./b              | /a/b                | false | false
			/a/c/../b           | /a/b                | false | false
			/a/%2e/b            | /a/./b              | true  | true
			/A                  | /a                  | false | false
			/a+b                | /a%20b              | false | false
			/a+b                | /a%2Bb              | true  | true
			/a%FF               | /a%FE               | true  | true
			""")
	void spellingsOfAPath(String one, String other, boolean same, boolean sameWithParameters) {
		assertThat(of(one, "plain").equals(of(other, "plain"))).isEqualTo(same);
		assertThat(of(one, "matrix").equals(of(other, "matrix"))).isEqualTo(sameWithParameters);
		assertThat(of(one, "declared").equals(of(other, "declared"))).isEqualTo(sameWithParameters);
	}

	@Test
	void prefixOfTheApplicationIsNoPartOfIt() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/shop/a/%62");
		request.setContextPath("/shop");
		assertThat(ResourcePath.of(request, method("plain"))).isEqualTo("/a/b");
	}

	@Test
	void pathThatNeedsNoDecodingIsTakenAsItIs() {
		MockHttpServletRequest request = new MockHttpServletRequest(new MockServletContext(), "GET", "/a/b");
		String value = ServletRequestPathUtils.parseAndCache(request).pathWithinApplication().value();
		assertThat(ResourcePath.of(request, method("plain"))).isSameAs(value);
	}

	private static String of(String path, String handler) {
		return ResourcePath.of(new MockHttpServletRequest("GET", path), method(handler));
	}

	private static Method method(String name) {
		return ReflectionUtils.findMethod(Handlers.class, name, (Class<?>[]) null);
	}

	interface Declared {

		String declared(@MatrixVariable String x);

	}

	static class Handlers implements Declared {

		String plain(@PathVariable String id) {
			return id;
		}

		String matrix(@MatrixVariable String x) {
			return x;
		}

		@Override
		public String declared(String x) {
			return x;
		}

	}

}
