package io.github.conditionalcache.tag;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.conditionalcache.precondition.EntityTag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentTagsTests {

	private final RecentTags tags = new RecentTags();

	@Test
	void getWhenKeyIsEqualReturnsTheTag() {
		EntityTag tag = EntityTag.strong("one");
		this.tags.add(key(1), tag);
		assertThat(this.tags.get(key(1))).isSameAs(tag);
		assertThat(this.tags.get(key(2))).isNull();
	}

	@Test
	void getWhenTheKeyIsUsedForAnotherStillKnowsTheFirst() {
		CanonicalBytes key = key(1);
		this.tags.add(key, EntityTag.strong("one"));
		key.clear();
		key.add("another");
		assertThat(this.tags.get(key)).isNull();
		assertThat(this.tags.get(key(1))).isEqualTo(EntityTag.strong("one"));
	}

	@Test
	void getWhenThereAreMoreThanAreKeptForgetsSomeAndMixesNoneUp() {
		int count = 20_000;
		IntStream.range(0, count).forEach((i) -> this.tags.add(key(i), EntityTag.strong("" + i)));
		int kept = 0;
		for (int i = 0; i < count; i++) {
			EntityTag tag = this.tags.get(key(i));
			if (tag != null) {
				assertThat(tag.opaque()).isEqualTo("" + i);
				kept++;
			}
		}
		assertThat(kept).isBetween(900, 1024);
	}

	@Test
	void getWhenAskedOnSeveralThreadsMixesNoneUp() {
		boolean right = IntStream.range(0, 200_000).parallel().allMatch((i) -> {
			int resource = i % 3000;
			EntityTag known = this.tags.get(key(resource));
			this.tags.add(key(resource), EntityTag.strong("" + resource));
			return known == null || known.opaque().equals("" + resource);
		});
		assertThat(right).isTrue();
	}

	@Test
	void getWhenOnlyTheLastCharactersDifferKeepsMost() {
		for (int length = 0; length < 8; length++) {
			String path = "/books?" + "x".repeat(length) + "page=";
			IntStream.range(10, 100)
				.forEach((page) -> this.tags.add(new CanonicalBytes().add(path + page), EntityTag.strong("1")));
			assertThat(IntStream.range(10, 100)
				.filter((page) -> this.tags.get(new CanonicalBytes().add(path + page)) != null)).hasSizeGreaterThan(75);
		}
	}

	@Test
	void hashWhenOneByteDiffersDiffers() {
		Set<Integer> hashes = new HashSet<>();
		for (int length = 0; length < 40; length++) {
			hashes.add(new CanonicalBytes().add("a".repeat(length)).hash());
			hashes.add(new CanonicalBytes().add("a".repeat(length) + "b").hash());
		}
		assertThat(hashes).hasSize(80);
	}

	private static CanonicalBytes key(int resource) {
		return new CanonicalBytes().add(false)
			.add("/books/" + resource)
			.add(new CanonicalBytes().add("version").add(resource));
	}

}
