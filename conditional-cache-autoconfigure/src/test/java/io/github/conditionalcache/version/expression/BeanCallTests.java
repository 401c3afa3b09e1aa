package io.github.conditionalcache.version.expression;

import java.lang.reflect.Method;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.expression.EvaluationException;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BeanCall}.
 */
class BeanCallTests {

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	private final Method handler = Objects
		.requireNonNull(ReflectionUtils.findMethod(BeanCallTests.class, "get", Integer.class, Object.class));

	private final HandlerSignature signature = HandlerSignature.of(this.handler, new DefaultParameterNameDiscoverer());

	BeanCallTests() {
		this.beans.registerSingleton("books", new Books());
		RootBeanDefinition each = new RootBeanDefinition(Books.class, Books::new);
		each.setScope(RootBeanDefinition.SCOPE_PROTOTYPE);
		this.beans.registerBeanDefinition("each", each);
	}

	@ParameterizedTest
	@ValueSource(strings = { "#id", "@books", "'text'", "@books.of(1)", "@books.of(#id + 1)", "@books.of(#result)",
			"@books.of(#id).size", "@books.field", "#id.of(#id)", "@books.sum(#id, 1)" })
	void expressionOfAnotherFormIsNoCall(String expression) {
		assertThat(of(expression)).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			@books.of(#id)         | 6
			@books.of(#a0)         | 6
			@books.boxed(#id)      | 7
			@books.sum(#id, #id)   | 10
			@books.text(#name)     | Emma!
			@books.both(#id, #name)| 5Emma
			@books.both(#name, #id)| Emma5
			@books.none()          | 1
			@books?.of(#id)        | 6
			""")
	void methodIsCalledWithTheHandlersArguments(String expression, String expected) {
		assertThat(call(expression, 5, "Emma")).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "@each.of(#id)", "@books.overloaded(#id)", "@books.all(#id)", "@books.missing(#id)",
			"@books.none(#id)", "@books.toLong(#id)", "@books.text(#id)", "@books.hidden(#id)" })
	void methodThatOnlyAnInterpreterCanCallIsLeftToIt(String expression) {
		BeanCall call = Objects.requireNonNull(of(expression));
		assertThat(call.argumentsOf(arguments(5, "Emma"))).isNull();
		assertThat(call.argumentsOf(arguments(5, "Emma"))).isNull();
	}

	@Test
	void nullIsLeftToTheInterpreterForAPrimitiveParameterOnly() {
		assertThat(Objects.requireNonNull(of("@books.of(#id)")).argumentsOf(arguments(null, "Emma"))).isNull();
		assertThat(call("@books.boxed(#id)", null, "Emma")).isEqualTo("null");
	}

	@Test
	void bridgeIsNotTakenForASecondMethod() {
		assertThat(call("@books.get(#name)", 5, "Emma")).isEqualTo("got Emma");
	}

	@Test
	void failureIsTheMethodsOwn() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> call("@books.failing(#id)", 5, ""));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> call("@books.broken(#id)", 5, ""));
		assertThatExceptionOfType(EvaluationException.class).isThrownBy(() -> call("@books.checked(#id)", 5, ""))
			.withMessageContaining("checked(java.lang.Integer) throws java.lang.Exception failed")
			.havingCause()
			.withMessage("no file");
	}

	private @Nullable BeanCall of(String expression) {
		return BeanCall.of(ExpressionNodes.parse(expression).getAST(), this.signature.positions(), this.beans);
	}

	private String call(String expression, @Nullable Object id, Object name) {
		BeanCall call = Objects.requireNonNull(of(expression));
		@Nullable Object[] own = call.argumentsOf(arguments(id, name));
		assertThat(own).isNotNull();
		return String.valueOf(call.invoke(own));
	}

	private Arguments arguments(@Nullable Object... values) {
		return Arguments.of(this.signature, values);
	}

	@SuppressWarnings("unused")
	void get(Integer id, Object name) {
	}

	interface Getter<T> {

		Object get(T name);

	}

	public static class Books implements Getter<String> {

		public int field;

		@Override
		public String get(String name) {
			return "got " + name;
		}

		public int of(int id) {
			return id + 1;
		}

		public String boxed(@Nullable Integer id) {
			return (id != null) ? String.valueOf(id + 2) : "null";
		}

		public int sum(int one, Integer other) {
			return one + other;
		}

		public String text(String name) {
			return name + "!";
		}

		public String both(Object one, Object other) {
			return "" + one + other;
		}

		public int none() {
			return 1;
		}

		public String overloaded(int id) {
			return "number";
		}

		public String overloaded(String name) {
			return "text";
		}

		public int all(int... ids) {
			return ids.length;
		}

		public long toLong(long id) {
			return id;
		}

		public int failing(Integer id) {
			throw new UnsupportedOperationException();
		}

		public int broken(Integer id) {
			throw new AssertionError();
		}

		public int checked(Integer id) throws Exception {
			throw new Exception("no file");
		}

		int hidden(int id) {
			return id;
		}

	}

}
