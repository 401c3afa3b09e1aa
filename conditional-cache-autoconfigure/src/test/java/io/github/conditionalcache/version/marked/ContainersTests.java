package io.github.conditionalcache.version.marked;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.conditionalcache.EtagVersion;
import io.github.conditionalcache.tag.ValueVersion;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;
import org.springframework.data.web.PagedModel;
import org.springframework.hateoas.CollectionModel;
import org.springframework.hateoas.EntityModel;
import org.springframework.hateoas.Link;
import org.springframework.hateoas.mediatype.Affordances;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pages, slices and models: everything that the content shows makes another version.
 */
class ContainersTests {

	private static final List<Item> ITEMS = List.of(new Item(1, 1), new Item(2, 1));

	private final MarkedVersions versions = new MarkedVersions();

	@Test
	void pageDiffersInEverythingThatItShows() {
		Sort byName = Sort.by("name");
		assertAllDiffer(Map.ofEntries(Map.entry("page", page(PageRequest.of(0, 2), 5)),
				Map.entry("total", page(PageRequest.of(0, 2), 6)), Map.entry("number", page(PageRequest.of(1, 2), 5)),
				Map.entry("size", page(PageRequest.of(0, 3), 5)), Map.entry("unpaged", page(Pageable.unpaged(), 2)),
				Map.entry("sorted", page(PageRequest.of(0, 2, byName), 5)),
				Map.entry("descending", page(PageRequest.of(0, 2, byName.descending()), 5)),
				Map.entry("by another", page(PageRequest.of(0, 2, Sort.by("title")), 5)),
				Map.entry("by two", page(PageRequest.of(0, 2, Sort.by("name", "title")), 5)),
				Map.entry("ignoring case", page(PageRequest.of(0, 2, Sort.by(Sort.Order.by("name").ignoreCase())), 5)),
				Map.entry("nulls first", page(PageRequest.of(0, 2, Sort.by(Sort.Order.by("name").nullsFirst())), 5)),
				Map.entry("slice", new SliceImpl<>(ITEMS, PageRequest.of(0, 2), true)),
				Map.entry("last slice", new SliceImpl<>(ITEMS, PageRequest.of(0, 2), false)),
				Map.entry("sorted slice", new SliceImpl<>(ITEMS, PageRequest.of(0, 2, byName), true)),
				Map.entry("model", new PagedModel<>(page(PageRequest.of(0, 2), 5))),
				Map.entry("model of total", new PagedModel<>(page(PageRequest.of(0, 2), 6))),
				Map.entry("model of number", new PagedModel<>(page(PageRequest.of(1, 2), 6))), Map.entry("list", ITEMS),
				Map.entry("shorter list", ITEMS.subList(0, 1))));
	}

	private static Page<Item> page(Pageable request, long total) {
		return new PageImpl<>(ITEMS, request, total);
	}

	@Test
	void pageOfAnotherRequestHasNoVersion() {
		Pageable own = new PageRequest(0, 2, Sort.unsorted()) {

			private static final long serialVersionUID = 1L;

		};
		assertThat(this.versions.read(page(own, 5))).isNull();
		assertThat(this.versions.read(new SliceImpl<>(ITEMS, own, true))).isNull();
	}

	@Test
	void containerIsACollectionWithoutADate() {
		for (Object container : List.of(ITEMS, page(PageRequest.of(0, 2), 5),
				new PagedModel<>(page(PageRequest.of(0, 2), 5)), CollectionModel.of(ITEMS))) {
			ValueVersion version = read(container);
			assertThat(version.collection()).isTrue();
			assertThat(version.lastModified()).isNull();
		}
		assertThat(read(EntityModel.of(ITEMS.get(0))).collection()).isFalse();
	}

	@Test
	void modelDiffersInItsLinksAndMetadata() {
		Item item = ITEMS.get(0);
		assertAllDiffer(Map.ofEntries(Map.entry("item", item), Map.entry("model", EntityModel.of(item)),
				Map.entry("link", EntityModel.of(item, Link.of("/a"))),
				Map.entry("relation", EntityModel.of(item, Link.of("/a", "other"))),
				Map.entry("two links", EntityModel.of(item, Link.of("/a"), Link.of("/b"))),
				Map.entry("collection", CollectionModel.of(ITEMS)),
				Map.entry("linked collection", CollectionModel.of(ITEMS, Link.of("/a"))),
				Map.entry("page", paged(new org.springframework.hateoas.PagedModel.PageMetadata(2, 0, 5))),
				Map.entry("number", paged(new org.springframework.hateoas.PagedModel.PageMetadata(2, 1, 5))),
				Map.entry("size", paged(new org.springframework.hateoas.PagedModel.PageMetadata(3, 0, 5))),
				Map.entry("total", paged(new org.springframework.hateoas.PagedModel.PageMetadata(2, 0, 6)))));
	}

	private static Object paged(org.springframework.hateoas.PagedModel.PageMetadata metadata) {
		return org.springframework.hateoas.PagedModel.of(ITEMS, metadata);
	}

	@Test
	void modelWithAffordancesHasNoVersion() {
		Link afforded = Affordances.of(Link.of("/a")).afford(HttpMethod.PUT).withName("update").toLink();
		assertThat(afforded.getAffordances()).isNotEmpty();
		assertThat(this.versions.read(EntityModel.of(ITEMS.get(0), afforded))).isNull();
	}

	@Test
	void elementNeedsAnIdentityThatIsThere() {
		assertThat(this.versions.read(List.of(new Item(1, 1)))).isNotNull();
		assertThat(this.versions.read(List.of(new Item(null, 1)))).isNull();
		assertThat(this.versions.read(new Item(null, 1))).isNotNull();
		assertThat(this.versions.read(List.of(EntityModel.of(new Item(null, 1))))).isNull();
		assertThat(this.versions.read(Arrays.asList(new Item(1, 1), null))).isNull();
	}

	@Test
	void identityOfAnotherTypeThanAVersionIsNone() {
		assertThat(this.versions.read(new Composite())).isNull();
		assertThat(this.versions.read(List.of(new Composite()))).isNull();
	}

	@Test
	void identityIsOfAllPropertiesThatAreMarked() {
		assertAllDiffer(Map.of("one", new Pair(1, 2), "other", new Pair(2, 1), "second", new Pair(1, 3), "first",
				new Pair(3, 2)));
		assertThat(this.versions.read(List.of(new Pair(1, null)))).isNull();
	}

	private void assertAllDiffer(Map<String, Object> values) {
		Map<List<Byte>, String> seen = new HashMap<>();
		values.forEach((name, value) -> {
			List<Byte> state = new ArrayList<>();
			for (byte one : read(value).state()) {
				state.add(one);
			}
			assertThat(seen.put(state, name)).as("the same as " + name).isNull();
			assertThat(read(value).state()).isEqualTo(read(value).state());
		});
	}

	private ValueVersion read(Object value) {
		return Objects.requireNonNull(this.versions.read(value));
	}

	record Item(@Nullable Object id, @EtagVersion int version) {

	}

	record Pair(@Id @Nullable Object first, @Id @Nullable Object second) {

		@EtagVersion
		int version() {
			return 1;
		}

	}

	static class Composite {

		@EmbeddedId
		private final Object key = new Object();

		@EtagVersion
		private final int version = 1;

		@Override
		public String toString() {
			return this.key + "/" + this.version;
		}

	}

}
