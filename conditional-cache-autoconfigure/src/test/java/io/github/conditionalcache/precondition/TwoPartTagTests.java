package io.github.conditionalcache.precondition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TwoPartTag} and {@link Base32Hex}.
 */
class TwoPartTagTests {

	private static final byte[] ONE = filled(0x00);

	private static final byte[] OTHER = filled(0xFF);

	private static final String STATE = "00000000000000000000000000";

	private static final String VARIANT = "vvvvvvvvvvvvu";

	private final TwoPartTag.Writer writer = new TwoPartTag.Writer();

	@Test
	void tagHasTwoPartsOfFixedLengths() {
		EntityTag tag = this.writer.begin(true).state(ONE).variant(OTHER).end();
		assertThat(tag).isEqualTo(EntityTag.strong(STATE + "." + VARIANT));
		assertThat(tag.opaque()).matches("[0-9a-v]{26}[.][0-9a-v]{13}");
	}

	@Test
	void tagOfABodyHasOnePart() {
		EntityTag tag = this.writer.begin(true).state(OTHER).end();
		assertThat(tag).isEqualTo(EntityTag.strong("vvvvvvvvvvvvvvvvvvvvvvvvvs"));
		assertThat(tag.opaque()).matches("[0-9a-v]{26}");
	}

	@Test
	void weakTagHasTheSameParts() {
		EntityTag tag = this.writer.begin(false).state(ONE).variant(OTHER).end();
		assertThat(tag).isEqualTo(EntityTag.weak(STATE + "." + VARIANT));
		assertThat(tag.isWeak()).isTrue();
	}

	@Test
	void writerBeginsAnew() {
		this.writer.begin(false).state(OTHER).variant(ONE);
		assertThat(this.writer.begin(true).state(ONE).end()).isEqualTo(EntityTag.strong(STATE));
		assertThat(this.writer.begin(true).state(ONE).variant(OTHER).end())
			.isEqualTo(EntityTag.strong(STATE + "." + VARIANT));
	}

	@Test
	void writtenTagIsRecognised() {
		assertThat(TwoPartTag.isOwn(this.writer.begin(true).state(ONE).variant(OTHER).end().opaque())).isTrue();
		assertThat(TwoPartTag.isOwn(this.writer.begin(true).state(OTHER).end().opaque())).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "v1", "0000000000000000000000000", "000000000000000000000000000",
			"00000000000000000000000000.vvvvvvvvvvvv", "00000000000000000000000000.vvvvvvvvvvvvvv",
			"00000000000000000000000000-vvvvvvvvvvvvv", "0000000000000000000000000.0vvvvvvvvvvvvv",
			"0000000000000000000000000w", "0000000000000000000000000V", "0000000000000000000000000/",
			"0000000000000000000000000:", "0000000000000000000000000`", "0000000000000000000000000\u0130",
			"w0000000000000000000000000.vvvvvvvvvvvvv", "00000000000000000000000000.vvvvvvvvvvvvw" })
	void tagOfAnotherFormIsNotOurs(String opaque) {
		assertThat(TwoPartTag.isOwn(opaque)).isFalse();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			given,                                          current,                                   same
			00000000000000000000000000.vvvvvvvvvvvvv,       00000000000000000000000000.0000000000000,  true
			00000000000000000000000000.vvvvvvvvvvvvv-gzip,  00000000000000000000000000.0000000000000,  true
			00000000000000000000000000.vvvvvvvvvvvvv;br,    00000000000000000000000000.vvvvvvvvvvvvv,  true
			00000000000000000000000000.vvvvvvvvvvvvv-foo,   00000000000000000000000000.vvvvvvvvvvvvv,  false
			00000000000000000000000001.vvvvvvvvvvvvv,       00000000000000000000000000.vvvvvvvvvvvvv,  false
			00000000000000000000000000,                     00000000000000000000000000,                false
			00000000000000000000000000.vvvvvvvvvvvvv,       00000000000000000000000000,                false
			00000000000000000000000000,                     00000000000000000000000000.vvvvvvvvvvvvv,  false
			0000000000000000000000000x.vvvvvvvvvvvvv,       0000000000000000000000000x.vvvvvvvvvvvvv,  false
			v1,                                             v1,                                        false
			""")
	void stateIsComparedBetweenTagsOfTwoParts(String given, String current, boolean same) {
		assertThat(TwoPartTag.haveSameState(EntityTag.strong(given), EntityTag.strong(current))).isEqualTo(same);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			given,                             current,                     separated
			00000000000000000000000000-gzip,   00000000000000000000000000,  true
			00000000000000000000000000--br,    00000000000000000000000000,  true
			00000000000000000000000000;zstd,   00000000000000000000000000,  true
			00000000000000000000000000,        00000000000000000000000000,  false
			00000000000000000000000000-x,      00000000000000000000000000,  false
			00000000000000000000000001-gzip,   00000000000000000000000000,  false
			v1-gzip,                           v1,                          false
			""")
	void suffixIsAllThatSeparatesATagOfOursFromItsCopy(String given, String current, boolean separated) {
		assertThat(ContentCodingSuffix.separates(EntityTag.strong(given), EntityTag.strong(current)))
			.isEqualTo(separated);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			'',       ''
			66,       co
			666f,     cpng
			666f6f,   cpnmu
			666f6f62, cpnmuog
			666f6f6261,   cpnmuoj1
			666f6f626172, cpnmuoj1e8
			""")
	void encodeWhenVectorOfTheStandardGivesItsCharacters(String hex, String encoded) {
		byte[] bytes = HexFormat.of().parseHex(hex);
		byte[] text = new byte[16];
		assertThat(Base32Hex.length(bytes.length)).isEqualTo(encoded.length());
		int end = Base32Hex.encode(bytes, bytes.length, text, 1);
		assertThat(new String(text, 1, end - 1, StandardCharsets.US_ASCII)).isEqualTo(encoded);
	}

	private static byte[] filled(int value) {
		byte[] bytes = new byte[16];
		Arrays.fill(bytes, (byte) value);
		return bytes;
	}

}
