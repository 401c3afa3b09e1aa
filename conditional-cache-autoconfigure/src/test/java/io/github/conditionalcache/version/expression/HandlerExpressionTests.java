package io.github.conditionalcache.version.expression;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.TypedValue;
import org.springframework.expression.spel.support.ReflectiveIndexAccessor;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link HandlerExpression}.
 */
class HandlerExpressionTests {

	private static final ParameterNameDiscoverer NAMELESS = new ParameterNameDiscoverer() {

		@Override
		public String @Nullable [] getParameterNames(Method method) {
			return null;
		}

		@Override
		public String @Nullable [] getParameterNames(Constructor<?> constructor) {
			return null;
		}

	};

	private final BeanFactory beans = beans();

	private static BeanFactory beans() {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("books", new Books());
		beans.addBean("my.books", new Books());
		return beans;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', commentCharacter = ';', quoteCharacter = '"', textBlock = """
			@books.versionOf(#id)           | 6
			@books.versionOf(#a0)           | 6
			@books.versionOf(#p0)           | 6
			@'my.books'.versionOf(#id)      | 6
			#id + 1                         | 6
			#id                             | 5
			#name.length()                  | 4
			{#id, #name}                    | [5, Emma]
			#result.toString()              | the result
			#id + #result                   | 5the result
			'fixed'                         | fixed
			T(java.lang.Math).max(#id, 7)   | 7
			{1, 2, 3}.![#this + #id]        | [6, 7, 8]
			{1, 6}.?[#this > #id]           | [6]
			@books.all(1, 2, 3)             | 3
			@books.all(#id)                 | 1
			@books.sum(#id, #id)            | 10
			@books.named(#name)             | Emma!
			@books.overloaded(#id)          | number
			@books.overloaded(#name)        | text
			@books.toLong(#id)              | 5
			@books?.versionOf(#id)          | 6
			""")
	void expressionIsEvaluatedOverArgumentsBeansAndResult(String text, String expected) {
		assertThat(parse(text).evaluate(arguments(5, "Emma"), "the result")).hasToString(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', commentCharacter = ';', quoteCharacter = '"', textBlock = """
			#id +                    | is no expression                            | Correct it
			#idd                     | only the parameters [id, name] and 'result' | add the parameter to handler
			@book.versionOf(#id)     | names the bean 'book', but there is none    | define a bean of that name
			@books.version(#id)      | no public method of that name with 1        | make the method public
			@books.versionOf()       | no public method of that name with 0        | make the method public
			@books.hidden(#id)       | no public method of that name with 1        | make the method public
			id                       | names 'id' of nothing                       | Begin with a parameter
			versionOf(#id)           | names 'versionOf                            | Begin with a parameter
			#id = 7                  | assigns a value                             | Compare with ==
			@books.field = 7         | assigns a value                             | Compare with ==
			#root.id                 | names '#root'                               | Begin with a parameter
			@books.versionOf(#this)  | names '#this'                               | Begin with a parameter
			#versionOf(#id)          | names '#versionOf                           | Begin with a parameter
			@books.versionOf(id)     | names 'id' of nothing                       | Begin with a parameter
			id.length()              | names 'id' of nothing                       | Begin with a parameter
			""")
	void wrongExpressionIsToldWithItsRemedy(String text, String message, String remedy) {
		assertThatExceptionOfType(InvalidExpressionException.class).isThrownBy(() -> parse(text))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.remedy()).contains(remedy));
	}

	@Test
	void namesUnknownToTheClassAreToldWithTheirRemedy() {
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> HandlerExpression.parse("#id", handler(), NAMELESS, this.beans))
			.withMessageContaining("compiled without names of parameters")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("-parameters").contains("#a0"));
		assertThat(HandlerExpression.parse("#a0", handler(), NAMELESS, this.beans).evaluate(arguments(5, ""), null))
			.isEqualTo(5);
	}

	@ParameterizedTest
	@CsvSource({ "#id, false, true", "#result, true, false", "#id + #result, true, true",
			"@books.all(), false, false" })
	void usesAreKnown(String text, boolean result, boolean arguments) {
		assertThat(parse(text).inputs().result()).isEqualTo(result);
		assertThat(parse(text).inputs().parameters().isEmpty()).isNotEqualTo(arguments);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', commentCharacter = ';', textBlock = """
			#result.length()                                  | false
			#result + #id                                     | false
			T(java.time.Instant).parse(#result)               | false
			T(Integer).valueOf(#result)                       | false
			new java.math.BigDecimal(#result)                 | false
			@books.versionOf(#id)                             | false
			@books.versionOf(#result)                         | true
			#result + @books.versionOf(#id)                   | true
			{#result, {@books.versionOf(#id)}}                | true
			T(org.springframework.util.StringUtils).trimAllWhitespace(#result) | true
			new org.springframework.http.CacheControl(#result) | true
			""")
	void applicationIsAskedOnceTheDataIsRead(String text, boolean asked) {
		assertThat(parse(text).inputs().afterData()).isEqualTo(asked);
	}

	@Test
	void failureIsTheBeansOwn() {
		HandlerExpression failing = parse("@books.failing(#id)");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> failing.evaluate(arguments(5, "Emma"), null));
		HandlerExpression checked = parse("@books.checked(#id)");
		assertThatExceptionOfType(EvaluationException.class)
			.isThrownBy(() -> checked.evaluate(arguments(5, "Emma"), null))
			.havingCause()
			.withMessage("no file");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', commentCharacter = ';', textBlock = """
			#id                                      | {}
			@books                                   | {books=[]}
			@books.versionOf(#id)                    | {books=[versionOf]}
			@'my.books'.versionOf(#id)               | {my.books=[versionOf]}
			@books.field                             | {books=[]}
			@books.sum(@books.all(), @other.of(#id)) | {books=[all, sum], other=[of]}
			{@books.named(#name), {#result, @other}} | {books=[named], other=[]}
			""")
	void beansAreNamedWithTheMethodsThatAreCalled(String text, String beans) {
		assertThat(ExpressionNodes.beansOf(text)).hasToString(beans);
	}

	@Test
	void beansOfTextThatIsNoExpressionAreRefused() {
		assertThatExceptionOfType(InvalidExpressionException.class).isThrownBy(() -> ExpressionNodes.beansOf("#id +"))
			.satisfies((ex) -> assertThat(ex.remedy()).startsWith("Correct it"));
	}

	@Test
	void argumentsThatAreMissingAreNotGivenToTheInterpreter() {
		HandlerSignature signature = HandlerSignature.of(handler(), NAMELESS);
		HandlerExpression interpreted = parse("#id + 1");
		assertThatIllegalStateException().isThrownBy(() -> interpreted.evaluate(Arguments.unknown(signature), null))
			.withMessage("There is no argument for parameter 0 of handler");
	}

	@Test
	void variablesCannotBeSet() {
		HandlerEvaluationContext context = new HandlerEvaluationContext(new StandardEvaluationContext(), Map.of(),
				arguments(5, "Emma"), "the result");
		assertThat(context.isAssignmentEnabled()).isFalse();
		assertThat(context.getRootObject()).isEqualTo(TypedValue.NULL);
		assertThat(context.lookupVariable("result")).isEqualTo("the result");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> context.setVariable("id", 1));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> context.assignVariable("id", () -> TypedValue.NULL));
	}

	@Test
	void everythingElseIsSharedBetweenEvaluations() {
		StandardEvaluationContext shared = new StandardEvaluationContext();
		shared.addIndexAccessor(new ReflectiveIndexAccessor(List.class, int.class, "get"));
		HandlerEvaluationContext context = new HandlerEvaluationContext(shared, Map.of(), arguments(5, "Emma"), null);
		assertThat(context.getPropertyAccessors()).isNotEmpty().isEqualTo(shared.getPropertyAccessors());
		assertThat(context.getIndexAccessors()).isNotEmpty().isEqualTo(shared.getIndexAccessors());
		assertThat(context.getConstructorResolvers()).isNotEmpty().isEqualTo(shared.getConstructorResolvers());
		assertThat(context.getMethodResolvers()).isNotEmpty().isEqualTo(shared.getMethodResolvers());
	}

	@Test
	void handlerWithoutParametersHasNoNames() throws NoSuchMethodException {
		Method bare = HandlerExpressionTests.class.getDeclaredMethod("beans");
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> HandlerExpression.parse("#id", bare, NAMELESS, this.beans))
			.withMessageContaining("only the parameters [] and 'result'");
	}

	private static Arguments arguments(Object... values) {
		return Arguments.of(HandlerSignature.of(handler(), NAMELESS), values);
	}

	private HandlerExpression parse(String text) {
		return HandlerExpression.parse(text, handler(), new DefaultParameterNameDiscoverer(), this.beans);
	}

	private static Method handler() {
		Method method = ReflectionUtils.findMethod(HandlerExpressionTests.class, "handler", int.class, String.class);
		assertThat(method).isNotNull();
		return method;
	}

	@SuppressWarnings("unused")
	private void handler(int id, String name) {
	}

	public static class Books {

		public int field;

		public int versionOf(int id) {
			return id + 1;
		}

		public int sum(int one, Integer other) {
			return one + other;
		}

		public String named(CharSequence name) {
			return name + "!";
		}

		public String overloaded(int id) {
			return "number";
		}

		public String overloaded(String name) {
			return "text";
		}

		public long toLong(long id) {
			return id;
		}

		public int failing(int id) {
			throw new UnsupportedOperationException("no version");
		}

		public int checked(int id) throws Exception {
			throw new IOException("no file");
		}

		public int all(int... ids) {
			return ids.length;
		}

		int hidden(int id) {
			return id;
		}

	}

}
