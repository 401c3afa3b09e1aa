package io.github.conditionalcache.selector.handler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.conditionalcache.RequestView;
import io.github.conditionalcache.VariantContributor;
import io.github.conditionalcache.selector.ArgumentSelector;
import io.github.conditionalcache.selector.BoundFieldsSelector;
import io.github.conditionalcache.selector.ConstantSelector;
import io.github.conditionalcache.selector.FieldSelector;
import io.github.conditionalcache.selector.PrincipalParts;
import io.github.conditionalcache.selector.Selected;
import io.github.conditionalcache.selector.Selector;
import io.github.conditionalcache.selector.TokenCarriers;
import io.github.conditionalcache.selector.UnknownSelector;
import io.github.conditionalcache.selector.UserSelector;
import io.github.conditionalcache.selector.ViewSessionSelector;
import io.github.conditionalcache.selector.parameter.HandlerParameters;
import io.github.conditionalcache.tag.CanonicalBytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.accept.ContentNegotiationManager;
import org.springframework.web.accept.FixedContentNegotiationStrategy;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandlerSelectors} and {@link Selectors}.
 */
class HandlerSelectorsTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/books");

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			selectors,            declared, named, fields,      vary,        unnamed, private
			'',                   '',       true,  [],          [],          [],      false
			A,                    '',       true,  [A],         [A],         [],      false
			A B A a,              '',       true,  '[A, B]',    '[A, B]',    [],      false
			A B,                  b b,      false, '[A, B]',    [b],         [A],     false
			constant,             '',       true,  [],          [],          [],      false
			unknown,              '',       true,  [],          [],          [],      true
			A unknown,            A,        false, [A],         [A],         [],      true
			""")
	void fieldsAreNamedOnce(String selectors, String declared, boolean named, String fields, String vary,
			String unnamed, boolean isPrivate) {
		List<Selector> all = selectors(selectors);
		HandlerSelectors found = new HandlerSelectors(all, null, SelectingFields.of(null, all, words(declared), named),
				HandlerParameters.NONE, List.of("overruled"));
		assertThat(found.fields()).hasToString(fields);
		assertThat(found.vary()).hasToString(vary);
		assertThat(found.varyText()).isEqualTo(found.vary().isEmpty() ? null : String.join(", ", found.vary()));
		assertThat(found.unnamed()).hasToString(unnamed);
		assertThat(found.isPrivate()).isEqualTo(isPrivate);
		assertThat(found.isPrivateFor(new Selected(this.request))).isEqualTo(isPrivate);
		assertThat(found.overruled()).containsExactly("overruled");
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			selectors,       apart, readArguments, sent
			'',              false, false,         []
			constant,        false, false,         []
			constant A,      true,  false,         []
			argument,        true,  true,          []
			bound,           true,  false,         [X-Bound]
			constant bound,  true,  false,         [X-Bound]
			user,            false, false,         []
			""")
	void selectorsTellRequestsApart(String selectors, boolean apart, boolean readArguments, String sent) {
		this.request.addHeader("X-Bound", "1");
		HandlerSelectors found = of(selectors(selectors));
		assertThat(found.areSeveral(new Selected(this.request))).isEqualTo(apart);
		assertThat(found.readArguments()).isEqualTo(readArguments);
		assertThat(found.sentFields(this.request)).hasToString(sent);
	}

	@Test
	void selectorThatIsPrivateForARequestMakesItPrivate() {
		HandlerSelectors found = of(
				List.of(new ConstantSelector("a", null), new ViewSessionSelector(TokenCarriers.NONE)));
		assertThat(found.isPrivate()).isFalse();
		assertThat(found.isPrivateFor(new Selected(this.request))).isFalse();
		this.request.getSession();
		assertThat(found.isPrivateFor(new Selected(this.request))).isTrue();
	}

	@Test
	void variantHasTheFormatAndAllSelectorsInTheirOrder() {
		HandlerSelectors found = of(List.of(new ConstantSelector("a", null), new ConstantSelector("b", null)));
		CanonicalBytes without = new CanonicalBytes();
		found.addTo(without, new Selected(this.request));
		assertThat(without.toByteArray())
			.isEqualTo(new CanonicalBytes().addAbsent().add("a").addAbsent().add("b").addAbsent().toByteArray());
		CanonicalBytes with = new CanonicalBytes();
		found.addTo(with, new Selected(this.request), "text/html");
		assertThat(with.toByteArray())
			.isEqualTo(new CanonicalBytes().add("text/html").add("a").addAbsent().add("b").addAbsent().toByteArray());
		assertThat(found.isFormatSettled(new Selected(this.request))).isTrue();
		assertThat(found.haveSeveralFormats()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			handler, accept,           several, settled, apart, fields
			json,    application/json, false,   true,    false, []
			json,    */*,              false,   true,    false, []
			json,    text/html,        false,   false,   true,  []
			two,     application/json, true,    false,   true,  [Accept]
			two,     */*,              true,    true,    true,  [Accept]
			page,    */*,              true,    true,    true,  [Accept]
			page,    text/html,        true,    false,   true,  [Accept]
			""")
	void formatOfAHandlerSelects(String handler, String accept, boolean several, boolean settled, boolean apart,
			String fields) {
		this.request.addHeader("Accept", accept);
		HandlerSelectors found = mapped(handler, settings(false, false, false), false);
		assertThat(found.haveSeveralFormats()).isEqualTo(several);
		assertThat(found.isFormatSettled(new Selected(this.request))).isEqualTo(settled);
		assertThat(found.areSeveral(new Selected(this.request))).isEqualTo(apart);
		assertThat(found.fields()).hasToString(fields);
		CanonicalBytes variant = new CanonicalBytes();
		found.addTo(variant, new Selected(this.request));
		assertThat(variant.toByteArray()).startsWith(settled ? new CanonicalBytes().addAbsent().toByteArray()
				: new CanonicalBytes().add(accept).toByteArray());
	}

	@Test
	void fixedFormatSelectsNothing() {
		this.beans.addBean("mvcContentNegotiationManager",
				new ContentNegotiationManager(new FixedContentNegotiationStrategy(MediaType.TEXT_HTML)));
		this.request.addHeader("Accept", "text/html");
		HandlerSelectors found = mapped("two", settings(false, false, false), false);
		assertThat(found.isFormatSettled(new Selected(this.request))).isTrue();
		assertThat(found.fields()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			principal, locale, query, ofHandler, fields,                         language, user,  query counts
			false,     false,  false, true,      '[Accept, X-All, X-Vary]',         false,    false, false
			true,      false,  false, true,      '[Accept, X-All, X-Vary]',         false,    true,  false
			false,     true,   false, true,      '[Accept, Accept-Language, X-All, X-Vary]', true,     false, false
			false,     true,   false, false,     '[Accept, X-All, X-Vary]',         false,    false, false
			false,     false,  true,  true,      '[Accept, X-All, X-Vary]',         false,    false, true
			""")
	void settingsSelect(boolean principal, boolean locale, boolean query, boolean ofHandler, String fields,
			boolean language, boolean user, boolean queryCounts) {
		SelectorSettings settings = new SelectorSettings(principal, locale, query, "one", List.of("X-All"), true);
		HandlerMethod handler = handler("json");
		HandlerSelectors found = selectors(settings)
			.of(new SelectedHandler(handler, Handlers.class, "id", false, String.class, List.of("X-Vary"), ofHandler));
		assertThat(found.fields()).hasToString(fields);
		assertThat(found.vary()).isEqualTo(found.fields());
		byte[] first = variant(found);
		this.request.setQueryString("a=1");
		assertThat(!Arrays.equals(variant(found), first)).isEqualTo(queryCounts);
		byte[] second = variant(found);
		this.request.setUserPrincipal(() -> "ada");
		assertThat(!Arrays.equals(variant(found), second)).isEqualTo(user);
		byte[] third = variant(found);
		this.request.addHeader("Accept-Language", "de");
		assertThat(!Arrays.equals(variant(found), third)).isEqualTo(language);
	}

	@Test
	void handlerThatIsNotMappedIsPrivate() {
		HandlerSelectors found = selectors(settings(false, false, false))
			.of(new SelectedHandler(handler("json"), Handlers.class, "id", false, String.class, List.of(), false));
		assertThat(found.isPrivate()).isTrue();
	}

	@Test
	void viewSelectsByItsSession() {
		HandlerSelectors found = mapped("json", settings(false, false, false), true);
		byte[] without = variant(found);
		this.request.getSession();
		assertThat(variant(found)).isNotEqualTo(without);
		HandlerSelectors data = mapped("json", settings(false, false, false), false);
		this.request.setSession(null);
		byte[] ofData = variant(data);
		this.request.getSession();
		assertThat(variant(data)).isEqualTo(ofData);
	}

	@Test
	void fieldsOfTheMappingSelect() {
		assertThat(mapped("field", settings(false, false, false), false).fields()).contains("X-V");
	}

	@Test
	void contributorsAreBeans() {
		this.beans.addBean("tenant", new VariantContributor() {

			@Override
			public @Nullable Object variantOf(RequestView request) {
				return request.header("X-Tenant");
			}

			@Override
			public List<String> requestFields() {
				return List.of("X-Tenant");
			}

		});
		assertThat(mapped("json", settings(false, false, false), false).fields()).contains("X-Tenant");
	}

	@Test
	void languageIsThatOfTheBean() {
		this.beans.addBean("localeResolver", new FixedLocaleResolver());
		assertThat(mapped("json", settings(false, true, false), false).fields()).doesNotContain("Accept-Language");
	}

	@Test
	void beanOfAnotherTypeOrAmbiguousIsNone() {
		this.beans.addBean("a", "text");
		assertThat(MvcBeans.named(this.beans, "a", String.class)).isEqualTo("text");
		assertThat(MvcBeans.named(this.beans, "a", Integer.class)).isNull();
		assertThat(MvcBeans.named(this.beans, "b", String.class)).isNull();
		assertThat(MvcBeans.find(this.beans, "b", String.class)).isEqualTo("text");
		this.beans.addBean("c", "other");
		assertThat(MvcBeans.find(this.beans, "b", String.class)).isNull();
		assertThat(MvcBeans.find(this.beans, "c", String.class)).isEqualTo("other");
	}

	private byte[] variant(HandlerSelectors selectors) {
		CanonicalBytes variant = new CanonicalBytes();
		selectors.addTo(variant, new Selected(this.request));
		return variant.toByteArray();
	}

	private static SelectorSettings settings(boolean principal, boolean locale, boolean query) {
		return new SelectorSettings(principal, locale, query, null, List.of(), true);
	}

	private Selectors selectors(SelectorSettings settings) {
		return new Selectors(settings, PrincipalParts.NAME, TokenCarriers.NONE, this.beans);
	}

	private HandlerSelectors mapped(String method, SelectorSettings settings, boolean view) {
		HandlerMethod handler = handler(method);
		GetMapping mapping = handler.getMethodAnnotation(GetMapping.class);
		assertThat(mapping).isNotNull();
		Selectors selectors = selectors(settings);
		selectors.settle(List.of(Map.of(
				RequestMappingInfo.paths("/" + method).produces(mapping.produces()).headers(mapping.headers()).build(),
				handler)));
		return selectors.of(new SelectedHandler(handler, Handlers.class, "id", view, String.class, List.of(), true));
	}

	private static HandlerMethod handler(String method) {
		return Arrays.stream(Handlers.class.getDeclaredMethods())
			.filter((each) -> each.getName().equals(method))
			.map((each) -> new HandlerMethod(new Handlers(), each))
			.findFirst()
			.orElseThrow();
	}

	private static HandlerSelectors of(List<Selector> selectors) {
		return new HandlerSelectors(selectors, null, SelectingFields.of(null, selectors, List.of(), true),
				HandlerParameters.NONE, List.of());
	}

	private static List<String> words(String text) {
		return text.isEmpty() ? List.of() : List.of(text.split(" "));
	}

	private static List<Selector> selectors(String names) {
		List<Selector> selectors = new ArrayList<>();
		words(names).forEach((name) -> selectors.add(selector(name)));
		return selectors;
	}

	private static Selector selector(String name) {
		return switch (name) {
			case "constant" -> new ConstantSelector("id", null);
			case "unknown" -> new UnknownSelector();
			case "argument" -> new ArgumentSelector(0, false);
			case "bound" -> new BoundFieldsSelector(Set.of("xBound"), false);
			case "user" -> new UserSelector(PrincipalParts.NAME);
			default -> new FieldSelector(name);
		};
	}

	static class Handlers {

		@GetMapping(produces = "application/json")
		String json() {
			return "{}";
		}

		@GetMapping(produces = { "application/json", "text/html" })
		String two() {
			return "two";
		}

		@GetMapping
		String page() {
			return "page";
		}

		@GetMapping(produces = "application/json", headers = "X-V=1")
		String field() {
			return "field";
		}

	}

}
