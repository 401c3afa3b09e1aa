package io.github.conditionalcache.selector.parameter;

import io.github.conditionalcache.selector.ArgumentSelector;
import io.github.conditionalcache.selector.PrincipalParts;
import io.github.conditionalcache.selector.UserSelector;
import io.github.conditionalcache.selector.parameter.ParameterSelection.Need;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UserProperties}.
 */
class UserPropertiesTests {

	private static ParameterSelection user(String kind) {
		return switch (kind) {
			case "user" -> ParameterSelection.by(Need.USER, new UserSelector(PrincipalParts.NAME));
			case "claims" -> ParameterSelection.by(Need.USER, new OAuthClaims(true));
			case "property" -> ParameterSelection.by(Need.USER, new ArgumentSelector(0, true));
			default -> ParameterSelection.COVERED;
		};
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			parameter, version,                   read
			user,      '#data',                   false
			user,      '#user',                   false
			user,      '#user.name',              false
			user,      '#user.name.length()',     false
			user,      '#user.authorities',       false
			user,      '#user.tenant',            true
			user,      '#user.tenant.name',       true
			user,      '#user.principal.name',    false
			user,      '#user.principal.tenant',  true
			user,      '#user.name + #user.tenant', true
			user,      '#user.claims',            true
			claims,    '#user.claims',            false
			claims,    '#user.principal.subject', false
			claims,    '#user.name',              false
			claims,    '#user.tenant',            true
			property,  '#user.tenant',            false
			none,      '#user.tenant',            false
			""")
	void propertyOfTheUserIsReadBesideWhatSelects(String parameter, String version, boolean read) {
		assertThat(UserProperties.areReadBy(DeclaredExpression.of(version), 0, user(parameter))).isEqualTo(read);
	}

}
