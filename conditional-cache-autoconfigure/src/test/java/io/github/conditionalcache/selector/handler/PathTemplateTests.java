package io.github.conditionalcache.selector.handler;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PathTemplate}.
 */
class PathTemplateTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			read               | write             | relation
			/x                 | /x                | SAME
			x                  | /x                | SAME
			/x/{id}            | /x/{id}           | SAME
			/x/{id}            | /x/{key}          | SAME
			/x/*               | /x/{key}          | SAME
			/x/{id}/y/{part}   | /x/{a}/y/{b}      | SAME
			/x/{id:\\d+}       | /x/{key:\\d+}     | SAME
			/x/{id:\\d{3}}     | /x/{key:\\d{3}}   | SAME
			/x/{*rest}         | /x/{*other}       | SAME
			/x/{*rest}         | /x/**             | SAME
			/x/{id}.json       | /x/{key}.json     | SAME
			/x/{id}/           | /x/{key}/         | SAME
			/x/{id}            | /x/{key:\\d+}     | LOOSER
			/x/{id:\\d+}       | /x/{key}          | SIMILAR
			/x/{id:\\d+}       | /x/{key:[0-9]+}   | SIMILAR
			/x/{id}            | /x/new            | WIDER
			/x/{id:[a-z]+}     | /x/new            | WIDER
			/x/{id}            | /x/{id}.json      | WIDER
			/x/{id}.json       | /x/new.json       | WIDER
			/x/{*rest}         | /x/{id}           | WIDER
			/x/{*rest}         | /x                | WIDER
			/**                | /x/{id}           | WIDER
			/x/new             | /x/{id}           | NARROWER
			/x/{a}             | /x/{*b}           | NARROWER
			/x                 | /x/**             | NARROWER
			/x/{id}/new        | /x/1/{part}       | CROSSING
			/x/{id}/y          | /x/1/**           | CROSSING
			/x/{id:\\d+}/y     | /x/1/{part}       | CROSSING
			/x/{id}            | /y/{id}           | APART
			/x/{id}            | /x                | APART
			/x/{id}            | /x/{id}/          | APART
			/x/{id}            | /x/{id}/y         | APART
			/x/{id:\\d+}       | /x/new            | APART
			/x/new             | /x/{id:\\d+}      | APART
			/X/{id}            | /x/{id}           | APART
			/                  | /x                | APART
			""")
	void pathsOfOnePatternRelateToThoseOfAnother(String read, String write, PathRelation relation) {
		assertThat(PathTemplate.of(read).to(PathTemplate.of(write))).isEqualTo(relation);
	}

	@ParameterizedTest
	@CsvSource({ "/books, /books, true", "/books, /Books, true", "/books, /zones, false", "/books, /books/{id}, false",
			"/books/{id}, /books/{key}, true", "/books/{id}, /books/new, true", "/books/{id}, /{type}/new, true",
			"/books/{id}/author, /books/{id}, false", "/books/*, /books/new, true", "/b?oks, /books, true",
			"/books/**, /books/1/author, true", "/books/**, /books, true", "/books/**, /zones/1, false",
			"/**, /books/1, true", "/books/{*path}, /books/1/2, true", "/books/{id}, /**, true",
			"/{id:[0-9]+}, /books, true", "'', /books, false", "/, '', true", "/, /{id}, false", "/, /{id:.*}, false",
			"/, /*, true", "/, /**, true", "/books/, /books/{id}, false", "/books/, /books/*, true",
			"/books/, /books, false", "/{id:a/b}, /{id}, true" })
	void patternsMeetWhereAPathMayMatchBoth(String one, String other, boolean meet) {
		assertThat(PathTemplate.of(one).mayMeet(PathTemplate.of(other))).isEqualTo(meet);
		assertThat(PathTemplate.of(other).mayMeet(PathTemplate.of(one))).isEqualTo(meet);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			read               | write             | variables
			/x/{id}            | /x/{key}          | {id=key}
			/a/{x}/{y}         | /a/{y}/{x}        | {x=y, y=x}
			/x/{id:\\d+}       | /x/{key}          | {id=key}
			/x/{*rest}         | /x/{*other}       | {rest=other}
			/x/{id}.{ext}      | /x/{a}.{b}        | {id=a, ext=b}
			/x/{id}            | /x/new            | {}
			/x/{*rest}         | /x/{id}           | {}
			/{zone}/x/{id}     | /{area}/x/new     | {zone=area}
			""")
	void variablesStandForTheSamePartOfAPath(String read, String write, String variables) {
		assertThat(PathTemplate.of(read).variables(PathTemplate.of(write))).hasToString(variables);
	}

}
