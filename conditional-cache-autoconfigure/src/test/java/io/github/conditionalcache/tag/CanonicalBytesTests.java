package io.github.conditionalcache.tag;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CanonicalBytesTests {

	@Test
	void toByteArrayWhenSequencesDifferDiffers() {
		List<CanonicalBytes> sequences = List.of(new CanonicalBytes(), new CanonicalBytes().addAbsent(),
				new CanonicalBytes().add(""), new CanonicalBytes().add(new byte[0]), new CanonicalBytes().add(0),
				new CanonicalBytes().add(false), new CanonicalBytes().add(true),
				new CanonicalBytes().add("ab").add("c"), new CanonicalBytes().add("a").add("bc"),
				new CanonicalBytes().add("abc"), new CanonicalBytes().add("1"), new CanonicalBytes().add(1),
				new CanonicalBytes().add(new byte[] { '1' }), new CanonicalBytes().add("").addAbsent(),
				new CanonicalBytes().addAbsent().add(""), new CanonicalBytes().add("\uD800"),
				new CanonicalBytes().add("\uDFFF"), new CanonicalBytes().add("?"), new CanonicalBytes().add("\uFFFD"),
				new CanonicalBytes().add("\u00e9"), new CanonicalBytes().add("e\u0301"),
				new CanonicalBytes().add("\u0000"));
		Set<List<Byte>> distinct = new HashSet<>();
		sequences.forEach((parts) -> distinct.add(boxed(parts.toByteArray())));
		assertThat(distinct).hasSameSizeAs(sequences);
	}

	@Test
	void toByteArrayWhenLongKeepsEverything() {
		String text = "\u20ac".repeat(10_000);
		assertThat(new CanonicalBytes().add(text).toByteArray()).hasSize(1 + Integer.BYTES + 30_000)
			.isEqualTo(new CanonicalBytes().add(text).toByteArray());
	}

	@Test
	void addWhenWideCharactersStandAnywhereGrowsInTime() {
		for (int i = 0; i < 200; i++) {
			String text = "a".repeat(i) + "\u20ac" + "\u00e9" + "b".repeat(i);
			byte[] bytes = new CanonicalBytes().add(text).toByteArray();
			assertThat(new String(bytes, 1 + Integer.BYTES, bytes.length - 1 - Integer.BYTES, StandardCharsets.UTF_8))
				.isEqualTo(text);
		}
	}

	@Test
	void endBytesWhenPartsWereAddedIsAsACopyOfThem() {
		for (int length = 0; length < 200; length++) {
			CanonicalBytes inner = new CanonicalBytes().add("x".repeat(length)).add(length);
			CanonicalBytes outer = new CanonicalBytes().add("before");
			int begin = outer.beginBytes();
			outer.add("x".repeat(length)).add(length);
			outer.endBytes(begin);
			assertThat(outer.add("after").toByteArray())
				.isEqualTo(new CanonicalBytes().add("before").add(inner.toByteArray()).add("after").toByteArray());
		}
	}

	private static List<Byte> boxed(byte[] bytes) {
		Byte[] boxed = new Byte[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			boxed[i] = bytes[i];
		}
		return List.of(boxed);
	}

}
