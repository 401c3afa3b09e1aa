package io.github.conditionalcache.tag;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.conditionalcache.precondition.EntityTag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class EntityTagsTests {

	private static final byte[] NONE = {};

	private final EntityTags tags = new EntityTags(DigestAlgorithm.sha256(null));

	@Test
	void ofWhenAnyInputHasConstantLengthAndAlphabet() {
		Random random = new Random(304);
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < 1000; i++) {
			byte[] state = new byte[i];
			random.nextBytes(state);
			String tag = of("/books/" + i, state, NONE);
			assertThat(tag).matches("[0-9a-v]{26}\\.[0-9a-v]{13}");
			seen.add(tag);
		}
		assertThat(seen).hasSize(1000);
	}

	@Test
	void ofWhenAskedAgainIsTheSameAsWhenFirstMade() {
		for (int i = 0; i < 100; i++) {
			assertThat(of("/books/1", bytes("" + i), bytes("en")))
				.isEqualTo(of(new EntityTags(DigestAlgorithm.sha256(null)), "/books/1", bytes("" + i), bytes("en")));
			assertThat(of("/books/1", bytes("1"), bytes("en"))).isEqualTo("1gvkn2ss4o4csfli5kr7qcsoic.2bgdps89tmt96");
		}
	}

	@Test
	void ofWhenTheVariantAsksForTagsItselfIsTheSame() {
		String inner = of("/inner", bytes("1"), bytes("en"));
		String expected = of("/outer", bytes("1"), bytes("en"));
		EntityTags fresh = new EntityTags(DigestAlgorithm.sha256(null));
		EntityTag outer = fresh.of("/outer", "/outer", new ValueVersion(bytes("1"), null, false), (variant) -> {
			variant.add(bytes("en"));
			assertThat(of(fresh, "/inner", bytes("1"), bytes("en"))).isEqualTo(inner);
		}, true);
		assertThat(outer.opaque()).isEqualTo(expected);
	}

	@Test
	void ofWhenTheVariantBeforeHasFailedIsTheSame() {
		ValueVersion state = new ValueVersion(bytes("1"), null, false);
		assertThatIllegalStateException().isThrownBy(() -> this.tags.of("/books/1", "/books/1", state, (variant) -> {
			variant.add("half");
			throw new IllegalStateException("failed");
		}, true));
		assertThat(of("/books/1", bytes("1"), bytes("en"))).isEqualTo("1gvkn2ss4o4csfli5kr7qcsoic.2bgdps89tmt96");
	}

	@Test
	void ofWhenInputIsAsLongAsIsKeptOrLongerIsTheSame() {
		for (int length = 480; length < 560; length++) {
			String path = "/" + "x".repeat(length);
			String first = of(path, bytes("1"), NONE);
			assertThat(of(path, bytes("2"), NONE)).isNotEqualTo(first);
			assertThat(of(path, bytes("1"), NONE)).isEqualTo(first)
				.isEqualTo(of(new EntityTags(DigestAlgorithm.sha256(null)), path, bytes("1"), NONE));
		}
	}

	@Test
	void ofWhenStrengthDiffersDiffersInTheMarkAlone() {
		ValueVersion state = new ValueVersion(bytes("1"), null, false);
		EntityTag weak = this.tags.of("/books", "/books", state, (variant) -> variant.add("en"), false);
		EntityTag strong = this.tags.of("/books", "/books", state, (variant) -> variant.add("en"), true);
		assertThat(weak.isWeak()).isTrue();
		assertThat(strong.isWeak()).isFalse();
		assertThat(weak.opaque()).isEqualTo(strong.opaque());
	}

	@Test
	void ofWhenOnlyVariantDiffersKeepsState() {
		String plain = of("/books", bytes("1"), bytes("en"));
		String other = of("/books", bytes("1"), bytes("fr"));
		assertThat(other).isNotEqualTo(plain).startsWith(plain.substring(0, 27));
	}

	@Test
	void ofWhenPathDiffersDiffersInBothParts() {
		String one = of("/books/1", bytes("1"), NONE);
		String two = of("/books/2", bytes("1"), NONE);
		assertThat(one.substring(0, 26)).isNotEqualTo(two.substring(0, 26));
		assertThat(one.substring(27)).isNotEqualTo(two.substring(27));
	}

	@Test
	void stateIsOfTheResourceAndVariantOfTheSpelling() {
		ValueVersion state = new ValueVersion(bytes("1"), null, false);
		String[] encoded = this.tags.of("/a@b", "/a%40b", state, (variant) -> {
		}, true).opaque().split("\\.");
		String[] plain = this.tags.of("/a@b", "/a@b", state, (variant) -> {
		}, true).opaque().split("\\.");
		String[] other = this.tags.of("/a@c", "/a@b", state, (variant) -> {
		}, true).opaque().split("\\.");
		assertThat(encoded[0]).isEqualTo(plain[0]).isNotEqualTo(other[0]);
		assertThat(plain[1]).isEqualTo(other[1]).isNotEqualTo(encoded[1]);
	}

	@Test
	void ofWhenOnSeveralThreadsIsTheSameAsOnOne() {
		EntityTags others = new EntityTags(DigestAlgorithm.sha256(null));
		List<String> expected = IntStream.range(0, 2000)
			.mapToObj((i) -> of(others, "/" + i, bytes("s" + i), NONE))
			.toList();
		List<String> found = IntStream.range(0, 2000)
			.parallel()
			.mapToObj((i) -> of("/" + i, bytes("s" + i), NONE))
			.toList();
		assertThat(found).isEqualTo(expected);
	}

	@Test
	void ofWhenOnAnotherNodeIsTheSame() {
		assertThat(of("/books/1", bytes("1"), bytes("en"))).isEqualTo("1gvkn2ss4o4csfli5kr7qcsoic.2bgdps89tmt96");
	}

	@Test
	void ofBodyWhenFedInPiecesIsTheSame() {
		for (DigestAlgorithm algorithm : new DigestAlgorithm[] { DigestAlgorithm.sha256(null),
				DigestAlgorithm.sha256(bytes("s")), DigestAlgorithm.xxh3(null), DigestAlgorithm.xxh3(bytes("s")) }) {
			EntityTags bodies = new EntityTags(algorithm);
			String whole = bodies
				.ofBody((metadata) -> metadata.add("text"), (digester) -> digester.update(bytes("xabcx"), 1, 3), true)
				.opaque();
			String pieces = bodies.ofBody((metadata) -> metadata.add("text"), (digester) -> {
				digester.update(bytes("ab"), 0, 2);
				digester.update(bytes("c"), 0, 1);
			}, true).opaque();
			assertThat(whole).matches("[0-9a-v]{26}").isEqualTo(pieces);
		}
	}

	@Test
	void ofBodyWhenTheOneBeforeHasFailedIsTheSame() {
		String expected = ofBody("content");
		assertThatIllegalStateException()
			.isThrownBy(() -> this.tags.ofBody((metadata) -> metadata.add("text"), (digester) -> {
				digester.update(bytes("half"), 0, 4);
				throw new IllegalStateException("failed");
			}, true));
		assertThat(ofBody("content")).isEqualTo(expected);
	}

	private String ofBody(String content) {
		return this.tags
			.ofBody((metadata) -> metadata.add("text"),
					(digester) -> digester.update(bytes(content), 0, content.length()), true)
			.opaque();
	}

	@Test
	void ofBodyWhenAlgorithmOrSecretDiffersDiffers() {
		Set<String> seen = new HashSet<>();
		for (DigestAlgorithm algorithm : new DigestAlgorithm[] { DigestAlgorithm.sha256(null),
				DigestAlgorithm.sha256(bytes("s")), DigestAlgorithm.sha256(bytes("t")), DigestAlgorithm.xxh3(null),
				DigestAlgorithm.xxh3(bytes("s")), DigestAlgorithm.xxh3(bytes("t")) }) {
			seen.add(of(new EntityTags(algorithm), "/", NONE, NONE));
		}
		assertThat(seen).hasSize(6);
	}

	@Test
	void algorithmWhenSecretIsEmptyIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> DigestAlgorithm.sha256(NONE))
			.withMessageContaining("'secret'");
		assertThatIllegalArgumentException().isThrownBy(() -> DigestAlgorithm.xxh3(NONE))
			.withMessageContaining("'secret'");
	}

	private String of(String path, byte[] state, byte[] variant) {
		return of(this.tags, path, state, variant);
	}

	private static String of(EntityTags tags, String path, byte[] state, byte[] variant) {
		return tags.of(path, path, new ValueVersion(state, null, false), (parts) -> parts.add(variant), true).opaque();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
