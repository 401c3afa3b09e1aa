package io.github.conditionalcache.tag;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
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

	@Test
	void bytesOfEachTypeNeverChange() {
		CanonicalBytes parts = new CanonicalBytes().addAbsent()
			.add("a\u007F\u0080\u07FF\u0800")
			.add(new byte[] { 7, 8 })
			.add(0x0102030405060708L)
			.add(true)
			.add(false)
			.add((String) null)
			.add((byte[]) null);
		assertThat(HexFormat.of().formatHex(parts.toByteArray())).isEqualTo("00" + "0100000005" + "617f" + "c280"
				+ "dfbf" + "e0a080" + "02000000020708" + "030102030405060708" + "04" + "05" + "00" + "00");
	}

	@Test
	void partsOfOthersAreOnePart() {
		CanonicalBytes others = new CanonicalBytes().add("x".repeat(100)).add(1);
		CanonicalBytes outer = new CanonicalBytes().add("before").add(others).add("after");
		assertThat(outer.toByteArray())
			.isEqualTo(new CanonicalBytes().add("before").add(others.toByteArray()).add("after").toByteArray());
		assertThat(others.size()).isEqualTo(1 + Integer.BYTES + 100 + 1 + Long.BYTES);
	}

	@Test
	void clearedPartsAreEmptyAndKeepTheirMemory() {
		CanonicalBytes parts = new CanonicalBytes();
		assertThat(parts.capacity()).isEqualTo(64);
		parts.add("x".repeat(60));
		assertThat(parts.capacity()).isEqualTo(128);
		parts.clear();
		assertThat(parts.size()).isZero();
		assertThat(parts.toByteArray()).isEmpty();
		assertThat(parts.capacity()).isEqualTo(128);
		assertThat(parts.add("x".repeat(1000)).capacity()).isEqualTo(1 + Integer.BYTES + 1000);
	}

	@Test
	void memoryGrowsOnlyWhereItIsNeeded() {
		assertThat(new CanonicalBytes().add("x".repeat(64 - 1 - Integer.BYTES)).capacity()).isEqualTo(64);
		assertThat(new CanonicalBytes().add("x".repeat(64 - Integer.BYTES)).capacity()).isEqualTo(128);
	}

	@Test
	void copyStaysAsItWas() {
		CanonicalBytes parts = new CanonicalBytes().add("one");
		CanonicalBytes copy = parts.copy();
		assertThat(copy.areEqualTo(parts)).isTrue();
		assertThat(copy.capacity()).isEqualTo(copy.size());
		parts.clear();
		parts.add("two");
		assertThat(copy.areEqualTo(parts)).isFalse();
		assertThat(copy.toByteArray()).isEqualTo(new CanonicalBytes().add("one").toByteArray());
	}

	@Test
	void hashDependsOnEachByteAndOnTheNumberOfBytes() {
		Set<Integer> hashes = new HashSet<>();
		for (int length = 0; length < 40; length++) {
			byte[] bytes = new byte[length];
			hashes.add(new CanonicalBytes(bytes).hash());
			for (int i = 0; i < length; i++) {
				bytes[i] = 1;
				hashes.add(new CanonicalBytes(bytes).hash());
				bytes[i] = 0;
			}
		}
		// Without bytes and with the single byte 1 it is zero
		assertThat(hashes).hasSize(40 + 39 * 40 / 2 - 1);
		assertThat(new CanonicalBytes(new byte[9]).hash()).isEqualTo(new CanonicalBytes(new byte[9]).hash());
	}

	private static List<Byte> boxed(byte[] bytes) {
		Byte[] boxed = new Byte[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			boxed[i] = bytes[i];
		}
		return List.of(boxed);
	}

}
