package io.github.conditionalcache.selector.format;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Formats}.
 */
class FormatsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			application/json                        | ONE
			application/json;v=1                    | ONE
			application/json, application/xml       | SEVERAL
			application/json;v=1, application/json;v=2 | SEVERAL
			application/json, application/*+json    | ECHOED
			application/*                           | ECHOED
			*/*                                     | ECHOED
			text/plain, */*                         | ECHOED
			""")
	void kindFollowsFromTheTypes(String producible, Formats.Kind kind) {
		assertThat(Formats.of(types(producible)).kind()).isEqualTo(kind);
	}

	@Test
	void typesThatAreNotKnownAreSeveral() {
		Formats unknown = Formats.of(Set.of());
		assertThat(unknown.kind()).isEqualTo(Formats.Kind.SEVERAL);
		assertThat(unknown.isDefault("application/json")).isFalse();
		assertThat(unknown.isDefault("*/*")).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			application/json                      | */*                                        | true
			application/json                      | application/json                           | true
			application/json                      | application/json;q=0.5                     | true
			application/json                      | application/*                              | true
			application/json                      | text/html,application/json;q=0.9,*/*;q=0.1 | true
			application/json                      | text/html                                  | false
			application/json                      | text/*                                     | false
			application/json                      | application/json;charset=UTF-16            | false
			application/json                      | */*, application/json;version=2            | false
			application/json                      | nonsense                                   | false
			application/json                      | ''                                         | false
			application/json;v=1                  | application/json                           | true
			application/json;v=1                  | application/json;v=1                       | true
			application/json;v=1                  | application/json;v=2                       | false
			application/json,application/*+json   | application/json,text/plain                | true
			application/json,application/*+json   | application/vnd.book+json                  | false
			application/json,application/*+json   | application/vnd.book+json,*/*;q=0.1        | false
			application/json,application/*+json   | application/*+json                         | false
			application/json,application/xml      | application/json                           | false
			*/*                                   | text/html                                  | false
			*/*                                   | text/*                                     | false
			*/*                                   | */*;q=0.5                                  | true
			text/plain,*/*                        | text/plain                                 | true
			text/plain,*/*                        | text/*                                     | true
			text/plain,*/*                        | text/plain;charset=UTF-16                  | false
			""")
	void requestGetsTheDefaultFormat(String producible, String accepted, boolean isDefault) {
		Formats formats = Formats.of(types(producible));
		assertThat(formats.isDefault(accepted)).isEqualTo(isDefault);
		assertThat(formats.isDefault(accepted)).isEqualTo(isDefault);
	}

	@Test
	void anyNumberOfAcceptFieldsIsRead() {
		Formats formats = Formats.of(types("application/json"));
		for (int i = 0; i < 1000; i++) {
			assertThat(formats.isDefault("text/x" + i + ", application/json")).isTrue();
			assertThat(formats.isDefault("application/json;v=" + i)).isFalse();
		}
		assertThat(formats.isDefault("application/json, text/" + "x".repeat(1000))).isTrue();
	}

	private static Set<MediaType> types(String list) {
		return Arrays.stream(list.split(","))
			.map(String::trim)
			.map(MediaType::parseMediaType)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

}
