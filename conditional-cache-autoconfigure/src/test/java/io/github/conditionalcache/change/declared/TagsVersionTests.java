package io.github.conditionalcache.change.declared;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.version.declared.DeclaredSource;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import io.github.conditionalcache.version.declared.VersionReading;
import io.github.conditionalcache.version.expression.Arguments;
import io.github.conditionalcache.version.expression.HandlerSignature;
import io.github.conditionalcache.version.expression.InvalidExpressionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class TagsVersionTests {

	private static final DefaultParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

	private static final Method METHOD = ReflectionUtils.findMethod(Books.class, "book", Object.class);

	private static VersionReading read(ChangeTagStore store, @Nullable Object id, String... templates) {
		return version(store, templates).read(new Object[] { id });
	}

	private static DeclaredVersion version(ChangeTagStore store, String... templates) {
		DeclaredTags tags = DeclaredTags.parse(List.of(templates), METHOD, NAMES, new StaticListableBeanFactory(),
				ResolvableType.NONE);
		return new DeclaredVersion(METHOD, NAMES,
				List.of(new TagsVersion(tags, new TagReader(store, StoreObserver.NONE, null))));
	}

	private static @Nullable Object added(ChangeTagStore store, Object id) {
		DeclaredTags tags = DeclaredTags.parse(List.of("book:#{#id}"), METHOD, NAMES, new StaticListableBeanFactory(),
				ResolvableType.NONE);
		return new TagsVersion(tags, new TagReader(store, StoreObserver.NONE, null))
			.read(Arguments.of(HandlerSignature.of(METHOD, NAMES), new Object[] { id }), null);
	}

	@Test
	void bucketsAreAskedForInOrder() {
		List<int[]> asked = new ArrayList<>();
		read((buckets) -> {
			asked.add(buckets);
			return new long[] { 1 };
		}, 1, "books", "book:#{#id}", "books");
		assertThat(asked).singleElement().isEqualTo(new int[] { Buckets.of("books"), Buckets.of("book:1") });
	}

	@Test
	void versionIsMadeOfBucketsAndTheirVersions() {
		Object one = added((buckets) -> new long[] { 5, 1 }, 1);
		assertThat(one).isNotNull();
		assertThat(added((buckets) -> new long[] { 5, 1 }, "1")).isEqualTo(one);
		assertThat(added((buckets) -> new long[] { 5, 1 }, 2)).isNotEqualTo(one);
		assertThat(added((buckets) -> new long[] { 5, 2 }, 1)).isNotEqualTo(one);
		assertThat(added((buckets) -> new long[] { 6, 1 }, 1)).isNotEqualTo(one);
	}

	@Test
	void bucketThatIsChangingIsUnsettled() {
		VersionReading reading = read((buckets) -> null, 1, "book:#{#id}");
		assertThat(reading.isUnsettled()).isTrue();
		assertThat(reading.version()).isNull();
		assertThat(reading.verbatim()).isNull();
	}

	@Test
	void storeThatFailsIsUnsettledAndNamedInTheLog(CapturedOutput output) {
		VersionReading reading = read((buckets) -> {
			throw new IllegalStateException("no store");
		}, 1, "book:#{#id}");
		assertThat(reading.isUnsettled()).isTrue();
		assertThat(output).contains(
				"has change tags that can't be read, so its answer is made without them: book:#{#id}", "no store");
	}

	@Test
	void tagThatCannotBeMadeIsUnsettled() {
		assertThat(read((buckets) -> new long[] { 1 }, null, "book:#{#id}").isUnsettled()).isTrue();
		assertThat(read((buckets) -> new long[] { 1 }, new Object(), "book:#{#id}").isUnsettled()).isTrue();
	}

	@Test
	void declarationNamesTheTemplates() {
		DeclaredVersion declared = version((buckets) -> new long[] { 1 }, "books", "book:#{#id}");
		assertThat(declared.declaredBy())
			.containsExactly(new DeclaredSource(DeclaredSource.Kind.TAGS, "books, book:#{#id}", true));
		assertThat(declared.isEarly()).isTrue();
		assertThat(declared.isOfTagsAlone()).isTrue();
		assertThat(declared.isOfGivenAlone()).isFalse();
		assertThat(declared.isDateOnly()).isFalse();
		assertThat(declared.positions()).containsExactly(0);
		assertThat(declared.declaredBy().get(0).describe()).isEqualTo("tags books, book:#{#id}");
	}

	private static StaticListableBeanFactory beans(Object... beans) {
		StaticListableBeanFactory factory = new StaticListableBeanFactory();
		Arrays.stream(beans).forEach((bean) -> factory.addBean(bean.getClass().getName(), bean));
		return factory;
	}

	private static int[] asked(Object... beans) {
		List<int[]> asked = new ArrayList<>();
		List<Object> all = new ArrayList<>(List.of(beans));
		all.add((ChangeTagStore) (buckets) -> {
			asked.add(buckets);
			return new long[] { 1 };
		});
		TagsVersion version = TagsVersion.parse(List.of("book:#{#id}"), METHOD, NAMES, beans(all.toArray()));
		version.read(Arguments.of(HandlerSignature.of(METHOD, NAMES), new Object[] { 1 }), null);
		return asked.get(0);
	}

	// Who touches automatically touches all of a kind where it knows no more
	@Test
	void allOfAKindIsReadWhereTagsAreTouchedAutomatically() {
		assertThat(asked()).containsExactly(Buckets.of(List.of("book:1")));
		AutomaticTags automatic = (type) -> AutomaticTags.Found.none("it is no entity");
		assertThat(asked(automatic)).containsExactly(Buckets.of(List.of("book:1", "book:*")));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			template         | store | problem
			book:#{#result}  | true  | names #result, but tags are read before the handler runs
			book:#{#id}      | false | needs a store of change tags, but there is none
			table:           | true  | is no table
			""")
	void tagThatCannotBeReadEarlyStopsTheStart(String template, boolean store, String problem) {
		ChangeTagStore changing = (buckets) -> null;
		TagRule rule = (tag) -> {
			if (tag.equals("table:")) {
				throw new InvalidExpressionException(tag + " is no table", "Name one.");
			}
		};
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> TagsVersion.parse(List.of("books", template), METHOD, NAMES,
					store ? beans(changing, rule) : beans(rule)))
			.withMessageContaining(problem)
			.satisfies((ex) -> assertThat(ex.remedy()).isNotBlank());
	}

	interface Books {

		String book(Object id);

	}

}
