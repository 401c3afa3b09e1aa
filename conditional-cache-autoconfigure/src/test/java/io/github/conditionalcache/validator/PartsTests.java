package io.github.conditionalcache.validator;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PartsTests {

	@Test
	void toByteArrayWhenSequencesDifferDiffers() {
		List<Parts> sequences = List.of(new Parts(), new Parts().addAbsent(), new Parts().add(""),
				new Parts().add(new byte[0]), new Parts().add(0), new Parts().add(false), new Parts().add(true),
				new Parts().add("ab").add("c"), new Parts().add("a").add("bc"), new Parts().add("abc"),
				new Parts().add("1"), new Parts().add(1), new Parts().add(new byte[] { '1' }),
				new Parts().add("").addAbsent(), new Parts().addAbsent().add(""), new Parts().add("\uD800"),
				new Parts().add("\uDFFF"), new Parts().add("?"), new Parts().add("\uFFFD"), new Parts().add("\u00e9"),
				new Parts().add("e\u0301"), new Parts().add("\u0000"));
		Set<List<Byte>> distinct = new HashSet<>();
		sequences.forEach((parts) -> distinct.add(boxed(parts.toByteArray())));
		assertThat(distinct).hasSameSizeAs(sequences);
	}

	@Test
	void toByteArrayWhenLongKeepsEverything() {
		String text = "\u20ac".repeat(10_000);
		assertThat(new Parts().add(text).toByteArray()).hasSize(1 + Integer.BYTES + 30_000)
			.isEqualTo(new Parts().add(text).toByteArray());
	}

	@Test
	void addWhenWideCharactersStandAnywhereGrowsInTime() {
		for (int i = 0; i < 200; i++) {
			String text = "a".repeat(i) + "\u20ac" + "\u00e9" + "b".repeat(i);
			byte[] bytes = new Parts().add(text).toByteArray();
			assertThat(new String(bytes, 1 + Integer.BYTES, bytes.length - 1 - Integer.BYTES, StandardCharsets.UTF_8))
				.isEqualTo(text);
		}
	}

	@Test
	void endBytesWhenPartsWereAddedIsAsACopyOfThem() {
		for (int length = 0; length < 200; length++) {
			Parts inner = new Parts().add("x".repeat(length)).add(length);
			Parts outer = new Parts().add("before");
			int begin = outer.beginBytes();
			outer.add("x".repeat(length)).add(length);
			outer.endBytes(begin);
			assertThat(outer.add("after").toByteArray())
				.isEqualTo(new Parts().add("before").add(inner.toByteArray()).add("after").toByteArray());
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
