package io.github.conditionalcache.change.declared;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.conditionalcache.Allocation;
import io.github.conditionalcache.Versioned;
import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.version.expression.Arguments;
import io.github.conditionalcache.version.expression.HandlerSignature;
import io.github.conditionalcache.version.expression.InvalidExpressionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DeclaredTagsTests {

	private static final DefaultParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

	private static DeclaredTags parse(String... templates) {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("tenants", new Tenants());
		Method method = method();
		return DeclaredTags.parse(List.of(templates), method, NAMES, beans, ResolvableType.forMethodReturnType(method));
	}

	private static Method method() {
		return ReflectionUtils.findMethod(Books.class, "update", (Class<?>[]) null);
	}

	private static int[] buckets(DeclaredTags tags, @Nullable Object result, @Nullable Object... arguments) {
		return tags.buckets(Arguments.of(HandlerSignature.of(method(), NAMES), arguments), result);
	}

	static Stream<org.junit.jupiter.params.provider.Arguments> templates() {
		return Stream.of(of("books", "books"), of("book:#{#id}", "book:42"), of("#{#id}", "42"),
				of("#{#name}/#{#id}!", "it's/42!"), of("book:#{#book.id}", "book:7"),
				of("book:#{#result.id}", "book:9"), of("tenant:#{@tenants.current()}", "tenant:acme"),
				of("book:#{#ids}", "book:1", "book:2"), of("#{#ids}-#{#ids}", "1-1", "1-2", "2-1", "2-2"),
				of("x:#{#ids.![#this + 1]}", "x:2", "x:3"), of("'quoted' #id {x} # {", "'quoted' #id {x} # {"));
	}

	private static org.junit.jupiter.params.provider.Arguments of(String template, String... tags) {
		return org.junit.jupiter.params.provider.Arguments.of(template, List.of(tags));
	}

	@ParameterizedTest
	@MethodSource("templates")
	void templateMakesTags(String template, List<String> tags) {
		assertThat(buckets(parse(template), new Book(9), 42L, "it's", new Book(7), List.of(1, 2)))
			.containsExactly(Buckets.of(tags));
	}

	@Test
	void severalTemplatesMakeTheTagsOfAll() {
		assertThat(buckets(parse("books", "book:#{#id}", "book:#{#ids}"), null, 1, "", null, List.of(1, 2)))
			.containsExactly(Buckets.of(List.of("books", "book:1", "book:2")));
	}

	static Stream<org.junit.jupiter.params.provider.Arguments> templatesOfKinds() {
		return Stream.of(of("books", "books"), of("book:7", "book:7", "book:*"), of("book:#{#id}", "book:42", "book:*"),
				of("book:a:#{#id}", "book:a:42", "book:*"), of("#{#name}:#{#id}", "it's:42", "it's:*"),
				of("#{#id}", "42"), of("book:#{#ids}", "book:1", "book:2", "book:*"),
				of("#{#ids}:x", "1:x", "2:x", "1:*", "2:*"));
	}

	@ParameterizedTest
	@MethodSource("templatesOfKinds")
	void tagIsReadWithThatOfItsKind(String template, List<String> tags) {
		assertThat(buckets(parse(template).withKinds(), null, 42L, "it's", null, List.of(1, 2)))
			.containsExactly(Buckets.of(tags));
	}

	@Test
	void bucketsOfOneCallAreNotThoseOfTheNext() {
		DeclaredTags tags = parse("books", "book:#{#ids}");
		int[] none = buckets(tags, null, 1, "", null, List.of());
		assertThat(buckets(tags, null, 1, "", null, List.of(1))).hasSize(2);
		assertThat(none).containsExactly(Buckets.of("books"));
		assertThat(buckets(tags, null, 1, "", null, List.of())).containsExactly(none);
	}

	// A tag that is hashed has its bytes made anew
	@Test
	void tagsThatAreFixedAreHashedOnce() throws Exception {
		String[] templates = IntStream.range(0, 40)
			.mapToObj("books-in-a-collection-with-a-long-name-%d"::formatted)
			.toArray(String[]::new);
		templates[39] = "book:#{#id}";
		DeclaredTags many = parse(templates).withKinds();
		DeclaredTags one = parse("book:#{#id}").withKinds();
		int buckets = 2 * 40 * Integer.BYTES;
		assertThat(Allocation.ofThisThread()
			.difference(() -> buckets(many, null, 42L, "", null, List.of()),
					() -> buckets(one, null, 42L, "", null, List.of()), 1000, buckets + 100))
			.isLessThan(buckets + 100);
	}

	@Test
	void noElementMakesNoTag() {
		assertThat(buckets(parse("book:#{#ids}"), null, 1, "", null, List.of())).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			template             | message
			book:#{#book?.id}    | A change tag can't be made of null
			#{#name}             | A change tag must not be empty
			book:#{{1, {2}}}     | A change tag can't be made of several values within another collection
			""")
	void tagThatCannotBeMadeIsRefused(String template, String message) {
		DeclaredTags tags = parse(template);
		assertThatIllegalArgumentException().isThrownBy(() -> buckets(tags, null, 1, "", null, List.of()))
			.withMessage(message);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			template             | message
			''                   | is blank
			'  '                 | is blank
			book:#{#nope}        | names the variable 'nope'
			book:#{id}           | names 'id' of nothing
			book:#{@nope.id()}   | names the bean 'nope'
			book:#{#id           | is no template
			book:#{}             | is no template
			book:#{#id +}        | is no template
			book:#{#book}        | has no text that is the same at every call
			book:#{#result}      | has no text that is the same at every call
			book:#{#id = 1}      | assigns a value
			""")
	void templateThatNeverMakesATagIsRefusedAtOnce(String template, String message) {
		assertThatExceptionOfType(InvalidExpressionException.class).isThrownBy(() -> parse(template))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.remedy()).isNotBlank());
	}

	@Test
	void inputsAreThoseOfAllTemplates() {
		DeclaredTags tags = parse("books", "book:#{#id}", "x:#{#book.id}", "#{@tenants.current()}");
		assertThat(tags.inputs().parameters()).containsOnlyKeys(0, 2);
		assertThat(tags.inputs().elsewhere()).isTrue();
		assertThat(tags.inputs().result()).isFalse();
		assertThat(parse("books", "#{#result.id}").inputs().result()).isTrue();
	}

	@Test
	void tagsOfTheResultCanBeToldApart() {
		DeclaredTags tags = parse("books", "book:#{#result.id}");
		assertThat(tags.only(false)).hasToString("books");
		assertThat(tags.only(true)).hasToString("book:#{#result.id}");
		assertThat(parse("books").only(true)).isNull();
		assertThat(parse("#{#result.id}").only(false)).isNull();
	}

	record Book(long id) implements Versioned {

		@Override
		public Object version() {
			return 1;
		}

	}

	public static class Tenants {

		public String current() {
			return "acme";
		}

	}

	interface Books {

		Book update(Long id, String name, Book book, List<Integer> ids);

	}

}
