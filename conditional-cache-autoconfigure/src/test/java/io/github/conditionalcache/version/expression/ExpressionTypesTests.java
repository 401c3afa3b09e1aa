package io.github.conditionalcache.version.expression;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExpressionTypes}.
 */
class ExpressionTypesTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', commentCharacter = ';', nullValues = "-",
			textBlock = """
					expression                         | types
					@books                             | [Books]
					@books.one(#id)                    | [Book]
					@books.one(#id).name               | [java.lang.String]
					@books.one(#id).getName()          | [java.lang.String]
					@books.one(#id).sold               | [boolean]
					@books.one(#id).shelf              | [int]
					@books.one(#id).shelf()            | [int]
					@books.one(#id).name.length()      | [int]
					@books.one(#id).nothing            | []
					@books.one(#id).private            | []
					@books.one(#id).named              | []
					@books.one(1, 2)                   | []
					@books.several(#id)                | [java.lang.Object[]]
					@books.either(#id)                 | [int, long]
					@books.either(#id).name            | []
					@books.maybe()                     | [java.util.Optional<Book>]
					@books.maybe().name                | []
					@books.object()                    | [java.lang.Object]
					@books.object().name               | []
					@books.number().name               | []
					@books.map()                       | [java.util.Map<java.lang.String, java.lang.Long>]
					@books.map().size()                | [int]
					@books.map().empty                 | []
					@books.made()                      | [Book]
					@missing.one()                     | []
					#id                                | [long]
					#book                              | [Book]
					#book.name                         | [java.lang.String]
					#result                            | [Box<Book>]
					#result.content                    | [Book]
					#result.content.name               | [java.lang.String]
					T(java.lang.Integer)               | [java.lang.Integer]
					T(Integer).parseInt('1')           | [int]
					T(Integer).longValue()             | []
					T(Integer).parseInt('1').x         | []
					T(Integer).class                   | []
					T(org.Missing).of(1)               | []
					{'a': 1}                           | [java.util.Map<?, ?>]
					{1, 2}                             | []
					#id + 1                            | []
					#book['name']                      | []
					#book['name'].length()             | []
					'text'                             | []
					""")
	void typesOfAnExpression(String expression, String types) {
		ResolvableType returned = ResolvableType.forClassWithGenerics(Box.class, Book.class);
		// The methods of a class have no order
		List<String> found = types(expression, returned).stream().map(ResolvableType::toString).sorted().toList();
		assertThat(found.toString().replace(getClass().getName() + "$", "")).isEqualTo(types);
	}

	@Test
	void proxiedBeanHasTheTypeThatWasWritten() {
		ProxyFactory factory = new ProxyFactory(new Books());
		factory.setProxyTargetClass(true);
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("books", factory.getProxy());
		HandlerExpression expression = HandlerExpression.parse("@books", handler().method(),
				new DefaultParameterNameDiscoverer(), beans);
		assertThat(expression.types(ResolvableType.NONE)).containsExactly(ResolvableType.forClass(Books.class));
		assertThat(expression).hasToString("@books");
	}

	private static List<ResolvableType> types(String expression, ResolvableType returned) {
		return new ExpressionTypes(handler(), returned, (name) -> name.equals("books") ? Books.class : null)
			.of(ExpressionNodes.parse(expression).getAST());
	}

	private static HandlerSignature handler() {
		return HandlerSignature.of(
				Objects.requireNonNull(
						ReflectionUtils.findMethod(ExpressionTypesTests.class, "get", long.class, Book.class)),
				new DefaultParameterNameDiscoverer());
	}

	@SuppressWarnings("unused")
	void get(long id, Book book) {
	}

	public static class Box<T> {

		public @Nullable T getContent() {
			return null;
		}

	}

	public static class Book {

		public String getName() {
			return "";
		}

		public boolean isSold() {
			return true;
		}

		public int shelf() {
			return 1;
		}

		public int getNamed(String name) {
			return 1;
		}

		private int getPrivate() {
			return getNamed("") + shelf();
		}

		@Override
		public String toString() {
			return "Book " + getPrivate();
		}

	}

	public static class Books implements Maker<Book> {

		public Book one(long id) {
			return new Book();
		}

		public Object[] several(Object... ids) {
			return ids;
		}

		public int either(int id) {
			return id;
		}

		public long either(long id) {
			return id;
		}

		public Optional<Book> maybe() {
			return Optional.empty();
		}

		public Object object() {
			return 1;
		}

		public int number() {
			return 1;
		}

		public Map<String, Long> map() {
			return Map.of();
		}

		@Override
		public Book made() {
			return new Book();
		}

	}

	interface Maker<T> {

		T made();

	}

}
