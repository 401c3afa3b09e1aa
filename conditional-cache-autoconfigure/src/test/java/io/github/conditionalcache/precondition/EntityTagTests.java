package io.github.conditionalcache.precondition;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link EntityTag}.
 */
class EntityTagTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			fieldValue,      opaque, weak
			'"v1"',          v1,     false
			'W/"v1"',        v1,     true
			'""',            '',     false
			'W/""',          '',     true
			'"a,b"',         'a,b',  false
			'"a\\b"',        'a\\b', false
			'"\u00e4\u00ff"', '\u00e4\u00ff', false
			'"W/"',          W/,     false
			'"*"',           *,      false
			' \t"v1"\t ',    v1,     false
			""")
	void parseWhenWellFormedReadsTag(String fieldValue, String opaque, boolean weak) {
		EntityTag tag = EntityTag.parse(fieldValue);
		assertThat(tag).isEqualTo(weak ? EntityTag.weak(opaque) : EntityTag.strong(opaque));
		assertThat(tag).hasToString(fieldValue.trim());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "*", "v1", "\"", "\"v1", "v1\"", "w/\"v1\"", "W\"v1\"", "W/v1", "W/ \"v1\"",
			"W /\"v1\"", "\"x\"y\"", "\"v1\",", "\"a\", \"b\"", "\"a b\"", "\"a\tb\"", "\"a\u007fb\"", "\"a\u0000b\"",
			"\"a\u0100b\"", "'v1'", "\"a\\\"b\"", "\r\n\"v1\"", "W/W/\"v1\"" })
	void parseWhenMalformedReadsNothing(String fieldValue) {
		assertThat(EntityTag.parse(fieldValue)).isNull();
	}

	@Test
	void parseWhenNullReadsNothing() {
		assertThat(EntityTag.parse(null)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\"b", "a b", "a\r\nb", "\u0000", "\u007f", "\u0100", "\ud83d\ude00" })
	void createWhenCharacterIsNotAllowedThrows(String opaque) {
		assertThatIllegalArgumentException().isThrownBy(() -> EntityTag.strong(opaque))
			.withMessageContaining("'opaque'");
		assertThatIllegalArgumentException().isThrownBy(() -> EntityTag.weak(opaque));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			one,     other,   strongly, weakly
			'W/"1"', 'W/"1"', false,    true
			'W/"1"', 'W/"2"', false,    false
			'W/"1"', '"1"',   false,    true
			'"1"',   '"1"',   true,     true
			'"1"',   '"2"',   false,    false
			'"a"',   '"A"',   false,    false
			""")
	void comparisonFollowsTableOfStandard(String one, String other, boolean strongly, boolean weakly) {
		EntityTag tag = parse(one);
		EntityTag otherTag = parse(other);
		assertThat(tag.stronglyEquals(otherTag)).isEqualTo(strongly);
		assertThat(otherTag.stronglyEquals(tag)).isEqualTo(strongly);
		assertThat(tag.weaklyEquals(otherTag)).isEqualTo(weakly);
		assertThat(otherTag.weaklyEquals(tag)).isEqualTo(weakly);
	}

	@Test
	void asWeakKeepsOpaqueCharacters() {
		EntityTag weak = EntityTag.strong("v1").asWeak();
		assertThat(weak).isEqualTo(EntityTag.weak("v1")).isNotEqualTo(EntityTag.strong("v1"));
		assertThat(weak.isWeak()).isTrue();
		assertThat(weak.opaque()).isEqualTo("v1");
		assertThat(weak.asWeak()).isSameAs(weak);
	}

	private static EntityTag parse(String fieldValue) {
		EntityTag tag = EntityTag.parse(fieldValue);
		if (tag == null) {
			throw new AssertionError(fieldValue);
		}
		return tag;
	}

}
