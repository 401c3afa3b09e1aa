package io.github.conditionalcache.storing;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FieldSyntax}.
 */
class FieldSyntaxTests {

	@ParameterizedTest
	@ValueSource(strings = { "no-store", "private, no-cache, max-age=0", "private,no-cache,max-age=0",
			"PUBLIC, Max-Age=60", " public , s-maxage=60 ", "private=\"Set-Cookie, X-A\"", "no-cache=\"A\", max-age=1",
			"no-cache=Set-Cookie", "max-age=60, stale-while-revalidate=30, stale-if-error=86400",
			"public, immutable, max-age=31536000", "private, community=\"UCI\"", "max-age=60, surrogate=a",
			"private, x-foo", "must-understand, no-store", "max-age=99999999999999999999",
			"max-age=60, proxy-revalidate, must-revalidate, no-transform" })
	void cacheControlWhenCachesKnowIt(String value) {
		assertThat(FieldSyntax.ruleForCacheControl(value)).isNull();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', quoteCharacter = '`', textBlock = """
			value                     | problem
			nonsense                  | 'nonsense' is none
			private, nonsense         | 'nonsense' is none
			nostore                   | 'nostore' is none
			no_cache                  | 'no_cache' is none
			only-if-cached            | 'only-if-cached' is none
			maxage=60                 | 'maxage' is none
			public, s-max-age=60      | 's-max-age' is none
			max_age=60, private       | 'max_age' is none
			foo=1                     | none of these is one that caches know
			x-foo                     | none of these is one that caches know
			max-age                   | 'max-age' takes a number of seconds
			max-age=                  | 'max-age' takes a number of seconds
			max-age=soon              | 'max-age' takes a number of seconds
			max-age=-1                | 'max-age' takes a number of seconds
			max-age=1.5               | 'max-age' takes a number of seconds
			max-age="60"              | 'max-age' takes a number of seconds
			max-age=60s               | 'max-age' takes a number of seconds
			max-age = 60              | 'max-age' takes a number of seconds
			no-store=1                | 'no-store' takes no argument
			public=true               | 'public' takes no argument
			max-age=1, MAX-AGE=2      | 'MAX-AGE' comes twice
			private no-cache          | [ no-cache] can't be read
			private; max-age=0        | [; max-age=0] can't be read
			private,                  | [] can't be read
			private,,no-cache         | [,no-cache] can't be read
			, private                 | [, private] can't be read
			private="Set-Cookie       | [="Set-Cookie] can't be read
			Cache-Control: no-store   | 'Cache-Control' is none
			""")
	void cacheControlWhenCachesIgnoreIt(String value, String problem) {
		assertThat(FieldSyntax.ruleForCacheControl(value)).contains(problem);
	}

	@ParameterizedTest
	@ValueSource(strings = { "max-age=60", "public, max-age=60, stale-while-revalidate=5", "no-store",
			"private=\"Set-Cookie\"", "max-age=60, edge=?1", "max-age=60, tags=(a \"b\" 3)", "max-age=60, x-foo" })
	void targetedWhenCachesKnowIt(String value) {
		assertThat(FieldSyntax.ruleForTargeted(value)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "no-store\n", "private, x=\u001f", "private, x=\u007f", "private, x=\u00e9" })
	void valueOfOtherCharactersIsRefused(String value) {
		String rule = "must be a field value of visible ASCII characters";
		assertThat(FieldSyntax.ruleForCacheControl(value)).isEqualTo(rule);
		assertThat(FieldSyntax.ruleForTargeted(value)).isEqualTo(rule);
		assertThat(FieldSyntax.ruleForCacheControl("private, x=~")).isNull();
	}

	// RFC 9213 §2.1: a cache ignores a value that is no dictionary
	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', quoteCharacter = '`', textBlock = """
			value                     | problem
			nonsense                  | 'nonsense' is none
			Max-Age=60                | [Max-Age=60] can't be read
			max-age=60 s              | [ s] can't be read
			max-age=60.5              | 'max-age' takes a number of seconds
			max-age="60"              | 'max-age' takes a number of seconds
			max-age=-1                | 'max-age' takes a number of seconds
			no-store=?1               | 'no-store' takes no argument
			public; max-age=60        | [; max-age=60] can't be read
			max-age=60,               | [] can't be read
			""")
	void targetedWhenCachesIgnoreIt(String value, String problem) {
		assertThat(FieldSyntax.ruleForTargeted(value)).contains(problem);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, quoteCharacter = '`', textBlock = """
			name,            answer
			Accept-Language, true
			X_Tenant,        true
			x.1~,            true
			*,               false
			Na me,           false
			Name:,           false
			Größe,           false
			``,              false
			""")
	void namesAreTokens(String name, boolean answer) {
		assertThat(FieldSyntax.isName(name)).isEqualTo(answer);
	}

}
