package io.github.conditionalcache.tag;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.conditionalcache.precondition.EntityTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TagComposer}, {@link DigestAlgorithm} and what {@link EntityTags}
 * keeps of them.
 */
class TagComposerTests {

	static final List<DigestAlgorithm> ALGORITHMS = List.of(DigestAlgorithm.sha256(null),
			DigestAlgorithm.sha256(bytes("secret")), DigestAlgorithm.xxh3(null), DigestAlgorithm.xxh3(bytes("secret")));

	private final CountingDigester digester = new CountingDigester();

	private final TagComposer composer = new TagComposer(this.digester, new RecentTags());

	@ParameterizedTest
	@FieldSource("ALGORITHMS")
	void tagOfABodyDependsOnTheBodyAndOnItsMetadata(DigestAlgorithm algorithm) {
		EntityTags tags = new EntityTags(algorithm);
		EntityTag tag = body(tags, "text", "content");
		assertThat(body(tags, "text", "content")).isEqualTo(tag);
		assertThat(body(tags, "text", "contents")).isNotEqualTo(tag);
		assertThat(body(tags, "html", "content")).isNotEqualTo(tag);
	}

	private static EntityTag body(EntityTags tags, String metadata, String content) {
		return tags.ofBody((parts) -> parts.add(metadata),
				(digester) -> digester.update(bytes(content), 0, content.length()), true);
	}

	@ParameterizedTest
	@FieldSource("ALGORITHMS")
	void digestHas128BitsAndDependsOnTheBytesThatAreMeant(DigestAlgorithm algorithm) {
		byte[] middle = digest(algorithm, "xabcx", 1, 3);
		assertThat(middle).hasSize(16)
			.isEqualTo(digest(algorithm, "abc", 0, 3))
			.isNotEqualTo(digest(algorithm, "abcd", 0, 4))
			.isNotEqualTo(digest(algorithm, "", 0, 0));
	}

	private static byte[] digest(DigestAlgorithm algorithm, String text, int offset, int length) {
		DigestAlgorithm.Digester digester = algorithm.newDigester();
		digester.update(bytes(text), offset, length);
		return digester.digest128();
	}

	@ParameterizedTest
	@FieldSource("ALGORITHMS")
	void digesterBeginsAnew(DigestAlgorithm algorithm) {
		DigestAlgorithm.Digester digester = algorithm.newDigester();
		digester.update(bytes("first"), 0, 5);
		digester.digest128();
		digester.update(bytes("abc"), 0, 3);
		assertThat(digester.digest128()).isEqualTo(digest(algorithm, "abc", 0, 3));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			path, state, variant, kept
			100,  100,   100,     true
			256,  100,   156,     true
			256,  100,   157,     false
			256,  101,   156,     false
			257,  100,   156,     false
			600,  0,     0,       false
			0,    600,   0,       false
			0,    0,     600,     false
			""")
	void tagIsKeptIfItsInputIsShort(int path, int state, int variant, boolean kept) {
		// A string of n characters has 5 bytes more, and the path counts twice
		CanonicalBytes stateBytes = new CanonicalBytes(new byte[state]);
		String half = "x".repeat(path / 2);
		Consumer<CanonicalBytes> selecting = (parts) -> {
			if (variant > 0) {
				parts.add("x".repeat(variant - 5));
			}
		};
		EntityTag first = this.composer.compose(half, "x".repeat(path - path / 2), stateBytes, selecting, true);
		int digests = this.digester.digests;
		EntityTag second = this.composer.compose(half, "x".repeat(path - path / 2), stateBytes, selecting, true);
		assertThat(second).isEqualTo(first);
		assertThat(this.digester.digests - digests).isEqualTo(kept ? 0 : 2);
	}

	@Test
	void composerIsSmallUntilItHasHeldMuch() {
		assertThat(this.composer.isSmall()).isTrue();
		compose("x".repeat(1000));
		assertThat(this.composer.isSmall()).isTrue();
		compose("x".repeat(9000));
		assertThat(this.composer.isSmall()).isFalse();
	}

	@Test
	void composerIsSmallByTheMemoryOfPathAndVariantTogether() {
		compose("x".repeat(5000));
		assertThat(this.composer.isSmall()).isTrue();
		this.composer.compose("x".repeat(5000), "/", new CanonicalBytes(), (parts) -> parts.add("en"), true);
		assertThat(this.composer.isSmall()).isFalse();
	}

	private void compose(String variant) {
		this.composer.compose("/books", "/books", new CanonicalBytes(), (parts) -> parts.add(variant), true);
	}

	@Test
	void digesterIsUsedAgainUnlessItHasFailedOrIsLarge() {
		List<CountingDigester> made = new ArrayList<>();
		EntityTags tags = new EntityTags(() -> {
			made.add(new CountingDigester());
			return made.get(made.size() - 1);
		});
		body(tags, "text", "one");
		body(tags, "text", "two");
		assertThat(made).hasSize(1);
		assertThat(made.get(0).digests).isEqualTo(2);
		assertThatIllegalArgumentException().isThrownBy(() -> tags.ofBody((parts) -> parts.add("text"), (body) -> {
			throw new IllegalArgumentException("failed");
		}, true));
		body(tags, "text", "three");
		assertThat(made).hasSize(2);
		body(tags, "x".repeat(9000), "four");
		body(tags, "text", "five");
		assertThat(made).hasSize(3);
		body(tags, "text", "six");
		assertThat(made).hasSize(3);
	}

	@Test
	void algorithmIsNeeded() {
		assertThatIllegalArgumentException().isThrownBy(() -> new EntityTags(nothing()))
			.withMessage("'algorithm' must not be null");
	}

	@SuppressWarnings("NullAway")
	private static DigestAlgorithm nothing() {
		return null;
	}

	@Test
	void versionKeepsWhatItWasMadeOf() {
		ValueVersion version = new ValueVersion(bytes("state"), null, true);
		assertThat(version.collection()).isTrue();
		assertThat(version.lastModified()).isNull();
		assertThat(version.state()).isEqualTo(bytes("state"));
		java.time.Instant now = java.time.Instant.now();
		ValueVersion dated = new ValueVersion(new CanonicalBytes().add("state"), now, false);
		assertThat(dated.collection()).isFalse();
		assertThat(dated.lastModified()).isEqualTo(now);
		assertThat(dated.state()).isEqualTo(new CanonicalBytes().add("state").toByteArray());
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static final class CountingDigester implements DigestAlgorithm.Digester {

		private final DigestAlgorithm.Digester actual = DigestAlgorithm.sha256(null).newDigester();

		private int digests;

		@Override
		public void update(byte[] bytes, int offset, int length) {
			this.actual.update(bytes, offset, length);
		}

		@Override
		public byte[] digest128() {
			this.digests++;
			return this.actual.digest128();
		}

	}

}
