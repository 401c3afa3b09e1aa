package io.github.conditionalcache.selector.handler;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.conditionalcache.selector.PrincipalParts;
import io.github.conditionalcache.selector.TokenCarriers;
import io.github.conditionalcache.selector.parameter.ParameterSelection.Need;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.method.HandlerMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApplicationSelectors}.
 */
class ApplicationSelectorsTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			needs,                principal, locale, query, ofHandler, overruled
			,                     false,     false,  false, false,
			QUERY,                false,     false,  true,  false,
			QUERY,                true,      true,   false, true,      'variant.query'
			LOCALE,               false,     true,   false, true,
			LOCALE,               true,      false,  true,  true,      'variant.locale'
			LOCALE,               true,      true,   true,  false,     'locale = false'
			LOCALE,               true,      false,  true,  false,     'variant.locale'
			USER,                 true,      false,  false, false,
			USER,                 false,     true,   true,  true,      'variant.principal'
			API_VERSION,          false,     false,  false, false,
			QUERY LOCALE USER,    false,     false,  false, true,      'variant.query variant.locale variant.principal'
			""")
	void parametersOverruleSettings(@Nullable String needs, boolean principal, boolean locale, boolean query,
			boolean ofHandler, @Nullable String overruled) {
		SelectorSettings settings = new SelectorSettings(principal, locale, query, null, List.of(), true);
		ApplicationSelectors selectors = new ApplicationSelectors(settings, PrincipalParts.NAME, TokenCarriers.NONE,
				new BeanSelectors(new StaticListableBeanFactory()));
		assertThat(selectors.overruled(needs(needs), handler(ofHandler))
			.stream()
			.map((text) -> text.replaceAll(".*'(conditional-cache\\.)?([^']+)'.*", "$2"))
			.collect(Collectors.joining(" "))).isEqualTo((overruled != null) ? overruled : "");
	}

	private static Set<Need> needs(@Nullable String names) {
		return Stream.of((names != null) ? names.split(" ") : new String[0])
			.map(Need::valueOf)
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(Need.class)));
	}

	private static SelectedHandler handler(boolean locale) {
		HandlerMethod handler = new HandlerMethod(new Object(), ReflectionUtils.findMethod(Object.class, "toString"));
		return new SelectedHandler(handler, Object.class, "id", false, String.class, List.of(), locale);
	}

}
