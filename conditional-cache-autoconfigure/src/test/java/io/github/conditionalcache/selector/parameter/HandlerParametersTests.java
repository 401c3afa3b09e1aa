package io.github.conditionalcache.selector.parameter;

import java.util.List;

import io.github.conditionalcache.selector.QuerySelector;
import io.github.conditionalcache.selector.parameter.ParameterSelection.Kind;
import io.github.conditionalcache.selector.parameter.ParameterSelection.Need;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandlerParameters}.
 */
class HandlerParametersTests {

	private static final ParameterSelection USER = ParameterSelection.by(Need.USER);

	private static ParameterSelection selection(Kind kind) {
		return switch (kind) {
			case COVERED -> ParameterSelection.COVERED;
			case SELECTS -> ParameterSelection.by(new SessionSelector());
			case DATA -> ParameterSelection.data("data", "remedy");
			case OPAQUE -> ParameterSelection.opaque("opaque", "remedy");
			case UNPROVED -> ParameterSelection.unproved("unproved", "remedy");
		};
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			data,     version,                 obstacle
			COVERED,  '@books.version(#data)', false
			SELECTS,  '@books.version(#data)', false
			DATA,     '#data',                 false
			DATA,     '#user.name',            true
			DATA,     '#result.length()',      false
			DATA,     '@books.version(#data)', true
			OPAQUE,   '#data',                 false
			OPAQUE,   '#user.name',            true
			OPAQUE,   '#result.length()',      true
			OPAQUE,   '@books.version(#data)', true
			UNPROVED, '#data',                 true
			UNPROVED, '#result.length()',      true
			""")
	void parameterStandsInTheWayUnlessTheVersionIsReadFromIt(Kind data, String version, boolean obstacle) {
		HandlerParameters parameters = new HandlerParameters(List.of(USER, selection(data)), List.of());
		Obstacle expected = obstacle
				? new Obstacle(String.valueOf(selection(data).reason()), String.valueOf(selection(data).remedy()))
				: null;
		assertThat(parameters.obstacle(DeclaredExpression.of(version))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			other,    version,            obstacle
			COVERED,  '#data',            false
			SELECTS,  '#data',            false
			DATA,     '#data',            true
			DATA,     '#result.length()', false
			OPAQUE,   '#data',            true
			OPAQUE,   '#result.length()', true
			UNPROVED, '#result.length()', true
			""")
	void whatIsNoParameterStandsInTheWayUnlessTheResultIsRead(Kind other, String version, boolean obstacle) {
		HandlerParameters parameters = new HandlerParameters(List.of(USER, ParameterSelection.COVERED),
				List.of(selection(other)));
		assertThat(parameters.obstacle(DeclaredExpression.of(version)) != null).isEqualTo(obstacle);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			version,                        obstacle
			'@books.version(#user.name)',   false
			'@books.version(#user.tenant)', true
			'#user.tenant',                 false
			""")
	void propertyOfTheUserStandsInTheWayWhenItIsNotTold(String version, boolean obstacle) {
		HandlerParameters parameters = new HandlerParameters(List.of(USER, ParameterSelection.COVERED), List.of());
		assertThat(parameters.obstacle(DeclaredExpression.of(version)) != null).isEqualTo(obstacle);
	}

	@Test
	void firstObstacleIsNamed() {
		HandlerParameters parameters = new HandlerParameters(
				List.of(ParameterSelection.COVERED, selection(Kind.UNPROVED)), List.of(selection(Kind.OPAQUE)));
		assertThat(parameters.obstacle(DeclaredExpression.of("#data"))).isEqualTo(new Obstacle("unproved", "remedy"));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			parameter, other,    proved
			COVERED,   COVERED,  true
			DATA,      SELECTS,  true
			SELECTS,   DATA,     true
			OPAQUE,    COVERED,  false
			COVERED,   OPAQUE,   false
			COVERED,   UNPROVED, false
			""")
	void parametersAreProvedWhenNoneIsOpaque(Kind parameter, Kind other, boolean proved) {
		assertThat(new HandlerParameters(List.of(selection(parameter)), List.of(selection(other))).areProved())
			.isEqualTo(proved);
	}

	@Test
	void selectorsAndNeedsAreThoseOfAll() {
		QuerySelector selector = new QuerySelector();
		ParameterSelection query = ParameterSelection.by(Need.QUERY, selector);
		HandlerParameters parameters = new HandlerParameters(List.of(query, USER),
				List.of(ParameterSelection.by(new SessionSelector()), query));
		assertThat(parameters.selectors()).containsExactly(selector, new SessionSelector());
		assertThat(parameters.needs()).containsExactlyInAnyOrder(Need.QUERY, Need.USER);
		assertThat(parameters.get(1)).isSameAs(USER);
	}

}
