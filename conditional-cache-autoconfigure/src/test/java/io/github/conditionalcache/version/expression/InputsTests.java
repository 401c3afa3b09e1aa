package io.github.conditionalcache.version.expression;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Inputs}, over a handler with the parameters id, user and name.
 */
class InputsTests {

	private static final Map<String, Integer> POSITIONS = Map.of("id", 0, "a0", 0, "user", 1, "name", 2);

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', commentCharacter = ';',
			textBlock = """
					expression                              | result | elsewhere | afterData | ofResultAlone | parameters
					#id                                     | false  | false     | false     | false         | {0=[]}
					#a0 + #name                             | false  | false     | false     | false         | {0=[], 2=[]}
					'fixed'                                 | false  | false     | false     | false         | {}
					#result                                 | true   | false     | false     | true          | {}
					#result.version + #id                   | true   | false     | false     | false         | {0=[]}
					@books.of(#id)                          | false  | true      | false     | false         | {0=[]}
					@books.of(#result)                      | true   | true      | true      | true          | {}
					T(java.time.Instant).now()              | false  | true      | false     | false         | {}
					T(java.time.Instant).parse(#result)     | true   | true      | false     | true          | {}
					T(Integer).valueOf(#result)             | true   | true      | false     | true          | {}
					T(org.books.Version).of(#result)        | true   | true      | true      | true          | {}
					T(org.books.Version).of(#id)            | false  | true      | false     | false         | {0=[]}
					new java.math.BigDecimal(#result)       | true   | true      | false     | true          | {}
					new org.books.Version(#result)          | true   | true      | true      | true          | {}
					{#id, {#result, @books.all()}}          | true   | true      | true      | false         | {0=[]}
					{1, 2}.![#this + #id]                   | false  | false     | false     | false         | {0=[]}
					{1, 2}.?[#root > #id]                   | false  | false     | false     | false         | {0=[]}
					#user.name                              | false  | false     | false     | false         | {1=[name]}
					#user.details.tenant                    | false  | false     | false     | false         | {1=[details.tenant]}
					#user.getDetails().getTenant()          | false  | false     | false     | false         | {1=[details.tenant]}
					#user.details.tenant + #user.name       | false  | false     | false     | false         | {1=[details.tenant, name]}
					#user.claim('tenant')                   | false  | false     | false     | false         | {1=[claim]}
					#user.getClaim('tenant')                | false  | false     | false     | false         | {1=[getClaim]}
					#user.get('tenant')                     | false  | false     | false     | false         | {1=[get]}
					#user.details['tenant'].name            | false  | false     | false     | false         | {1=[details]}
					#user['tenant']                         | false  | false     | false     | false         | {1=[]}
					@books.of(#user.details.tenant, #id)    | false  | true      | false     | false         | {0=[], 1=[details.tenant]}
					#result.name + #user.name               | true   | false     | false     | false         | {1=[name]}
					""")
	void inputsOfAnExpression(String expression, boolean result, boolean elsewhere, boolean afterData,
			boolean ofResultAlone, String parameters) {
		Inputs inputs = Inputs.of(ExpressionNodes.parse(expression).getAST(), POSITIONS);
		assertThat(inputs.result()).isEqualTo(result);
		assertThat(inputs.elsewhere()).isEqualTo(elsewhere);
		assertThat(inputs.afterData()).isEqualTo(afterData);
		assertThat(inputs.ofResultAlone()).isEqualTo(ofResultAlone);
		assertThat(sorted(inputs.parameters())).hasToString(parameters);
	}

	private static Map<Integer, Set<String>> sorted(Map<Integer, Set<String>> parameters) {
		Map<Integer, Set<String>> sorted = new TreeMap<>();
		parameters.forEach((position, paths) -> sorted.put(position, new TreeSet<>(paths)));
		return sorted;
	}

	@Test
	void parameterNamedResultIsNotTheReturnedValue() {
		Inputs inputs = Inputs.of(ExpressionNodes.parse("#result").getAST(), Map.of("result", 0));
		assertThat(inputs.result()).isFalse();
		assertThat(inputs.parameters()).containsOnlyKeys(0);
	}

	@Test
	void beanIsAskedBeforeTheHandlerAndReadsNoArgumentThatIsKnown() {
		assertThat(Inputs.OF_BEAN.result()).isFalse();
		assertThat(Inputs.OF_BEAN.elsewhere()).isTrue();
		assertThat(Inputs.OF_BEAN.afterData()).isFalse();
		assertThat(Inputs.OF_BEAN.ofResultAlone()).isFalse();
	}

}
