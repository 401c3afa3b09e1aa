package io.github.conditionalcache.selector.handler;

import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PathShape}.
 */
class PathShapeTests {

	@ParameterizedTest
	@CsvSource({ "/books, /books, true", "/books, /Books, true", "/books, /zones, false", "/books, /books/{id}, false",
			"/books/{id}, /books/{key}, true", "/books/{id}, /books/new, true", "/books/{id}, /{type}/new, true",
			"/books/{id}/author, /books/{id}, false", "/books/*, /books/new, true", "/b?oks, /books, true",
			"/books/**, /books/1/author, true", "/books/**, /books, true", "/books/**, /zones/1, false",
			"/**, /books/1, true", "/books/{*path}, /books/1/2, true", "/books/{id}, /**, true",
			"/{id:[0-9]+}, /books, true", "'', /books, false", "/, '', true" })
	void patternsMeetWhereAPathMayMatchBoth(String one, String other, boolean meet) {
		assertThat(PathShape.share(PathShape.of(Set.of(one)), PathShape.of(Set.of(other)))).isEqualTo(meet);
		assertThat(PathShape.share(PathShape.of(Set.of(other)), PathShape.of(Set.of(one)))).isEqualTo(meet);
	}

}
