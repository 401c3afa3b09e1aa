package io.github.conditionalcache.selector.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.conditionalcache.selector.Selected;
import io.github.conditionalcache.selector.Selection;
import io.github.conditionalcache.tag.CanonicalBytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationManager;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.FixedContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.accept.ParameterContentNegotiationStrategy;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.view.BeanNameViewResolver;
import org.springframework.web.servlet.view.ContentNegotiatingViewResolver;
import org.springframework.web.servlet.view.InternalResourceViewResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Negotiation}.
 */
class NegotiationTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			type     | converters        | kind    | default
			Long     | json              | ONE     | application/json
			Long     | json xml          | SEVERAL | *
			Long     | json any          | ECHOED  | application/json
			Long     | any json          | ECHOED  | *
			Long     | ranges            | ECHOED  | *
			Long     | ranges own        | ECHOED  | *
			Long     |                   | SEVERAL | *
			Long     | own               | SEVERAL | *
			Number   | own               | ONE     | *
			Number   | json own          | SEVERAL | *
			Long     | json own          | ONE     | application/json
			Number   | json text         | ONE     | application/json
			byte[]   | bytes             | ECHOED  | *
			String   | text              | ECHOED  | *
			Object   | json              | SEVERAL | *
			Resource | json              | ONE     | application/json
			Bytes    | json              | ONE     | application/json
			""")
	void formatsOfAValueAreThoseOfItsConverters(String type, @Nullable String converters, Formats.Kind kind,
			String isDefault) {
		Formats formats = negotiation(converters(converters), List.of(), List.of()).ofValues(type(type));
		assertThat(formats.kind()).isEqualTo(kind);
		assertThat(formats.isDefault("application/json")).isEqualTo(isDefault.equals("application/json"));
		assertThat(formats.isDefault("*/*")).isTrue();
	}

	@Test
	void formatsAreFoundOnce() {
		Negotiation negotiation = negotiation(converters("json"), List.of(), List.of());
		assertThat(negotiation.ofValues(Long.class)).isSameAs(negotiation.ofValues(Long.class))
			.isSameAs(negotiation.ofProduced(Set.of(MediaType.APPLICATION_JSON)));
	}

	static Stream<Arguments> views() {
		ViewResolver own = (name, locale) -> null;
		ContentNegotiatingViewResolver negotiating = new ContentNegotiatingViewResolver();
		ContentNegotiatingViewResolver withDefault = new ContentNegotiatingViewResolver();
		View view = (model, request, response) -> {
		};
		withDefault.setDefaultViews(List.of(view));
		return Stream.of(Arguments.of(List.of(), List.of(), Formats.Kind.ECHOED),
				Arguments.of(List.of(own), List.of(), Formats.Kind.ECHOED),
				Arguments.of(List.of(own), List.of("error"), Formats.Kind.ECHOED),
				Arguments.of(List.of(own), List.of("error", "books"), Formats.Kind.SEVERAL),
				Arguments.of(List.of(own, own), List.of(), Formats.Kind.SEVERAL),
				Arguments.of(List.of(own, new BeanNameViewResolver(), new InternalResourceViewResolver(), negotiating),
						List.of(), Formats.Kind.ECHOED),
				Arguments.of(List.of(own, withDefault), List.of(), Formats.Kind.SEVERAL),
				Arguments.of(List.of(withDefault), List.of(), Formats.Kind.ECHOED));
	}

	@ParameterizedTest
	@MethodSource("views")
	void viewsHaveOneFormatWhereOneResolverFindsThem(List<ViewResolver> resolvers, List<String> names,
			Formats.Kind kind) {
		assertThat(negotiation(List.of(), resolvers, names).ofViews().kind()).isEqualTo(kind);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
			strategies,         fields,   unknown, requested
			-,                  [Accept], false,   'text/html,application/json;q=0.5'
			header,             [Accept], false,   'text/html,application/json;q=0.5'
			parameter header,   [Accept], false,   text/css
			parameter,          [],       false,   text/css
			fixed,              [],       false,   -
			fixed header,       [Accept], false,   image/png
			own,                [],       true,    text/plain
			own header,         [Accept], true,    text/plain
			failing header,     [Accept], true,    'text/html,application/json;q=0.5'
			""")
	void formatIsAskedForByStrategies(@Nullable String strategies, String fields, boolean unknown,
			@Nullable String requested) {
		FormatStrategies found = strategies(strategies);
		assertThat(found.fields()).hasToString(fields);
		assertThat(found.unknown()).isEqualTo(unknown);
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("Accept", "text/html,application/json;q=0.5");
		request.addParameter("format", "css");
		assertThat(found.requested(request)).isEqualTo(requested);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', nullValues = "-", textBlock = """
			lines                            | requested
			-                                | -
			text/html                        | text/html
			text/html; application/json      | text/html,application/json
			text/html; a/b; application/json | text/html,a/b,application/json
			''                               | ''
			""")
	void linesOfTheFieldAreJoined(@Nullable String lines, @Nullable String requested) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		if (lines != null) {
			Arrays.stream(lines.split("; ")).forEach((line) -> request.addHeader("Accept", line));
		}
		assertThat(strategies(null).requested(request)).isEqualTo(requested);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-",
			textBlock = """
					produced,                             others, strategies, fields,   private, several, accept,           part,     default, apart
					application/json,                     false,  -,          [],       false,   false,   application/json, -,        true,    false
					application/json,                     false,  -,          [],       false,   false,   */*,              -,        true,    false
					application/json,                     false,  -,          [],       false,   false,   -,                -,        true,    false
					application/json,                     false,  -,          [],       false,   false,   text/css,         text/css, false,   true
					application/json,                     true,   -,          [Accept], false,   true,    application/json, -,        true,    true
					application/json text/html,           false,  -,          [Accept], false,   true,    text/html,        text/html,false,   true
					application/*,                        false,  -,          [Accept], false,   false,   */*,              -,        true,    false
					application/json,                     false,  own header, [],       false,   false,   */*,              text/plain, false, true
					application/json,                     true,   own header, [Accept], true,    true,    */*,              text/plain, false, true
					""")
	void formatSelects(String produced, boolean others, @Nullable String strategies, String fields, boolean isPrivate,
			boolean several, @Nullable String accept, @Nullable String part, boolean isDefault, boolean apart) {
		Set<MediaType> types = Set.copyOf(Arrays.stream(produced.split(" ")).map(MediaType::parseMediaType).toList());
		FormatSelector selector = new FormatSelector(Formats.of(types), strategies(strategies), others);
		assertThat(selector.fields()).hasToString(fields);
		assertThat(selector.isPrivate()).isEqualTo(isPrivate);
		assertThat(selector.isOneOfSeveral()).isEqualTo(several);
		MockHttpServletRequest request = new MockHttpServletRequest();
		if (accept != null) {
			request.addHeader("Accept", accept);
		}
		Selection selection = new Selected(request);
		CanonicalBytes variant = new CanonicalBytes();
		selector.addTo(variant, selection);
		assertThat(variant.toByteArray()).isEqualTo(new CanonicalBytes().add(part).toByteArray());
		assertThat(selector.isDefault(selection)).isEqualTo(isDefault);
		assertThat(selector.tellsApart(selection)).isEqualTo(apart);
	}

	private static FormatStrategies strategies(@Nullable String names) {
		return new Negotiation(
				() -> (names != null) ? new ContentNegotiationManager(
						Arrays.stream(names.split(" ")).map(NegotiationTests::strategy).toList()) : null,
				new StaticListableBeanFactory().getBeanProvider(RequestMappingHandlerAdapter.class),
				new StaticListableBeanFactory().getBeanProvider(ViewResolver.class), List::of)
			.strategies();
	}

	private static ContentNegotiationStrategy strategy(String name) {
		return switch (name) {
			case "header" -> new HeaderContentNegotiationStrategy();
			case "parameter" -> new ParameterContentNegotiationStrategy(Map.of("css", new MediaType("text", "css")));
			case "fixed" -> new FixedContentNegotiationStrategy(MediaType.IMAGE_PNG);
			case "own" -> (request) -> List.of(MediaType.TEXT_PLAIN);
			default -> (request) -> {
				throw new HttpMediaTypeNotAcceptableException("nonsense");
			};
		};
	}

	private static Negotiation negotiation(List<HttpMessageConverter<?>> converters, List<ViewResolver> resolvers,
			List<String> viewNames) {
		RequestMappingHandlerAdapter adapter = new RequestMappingHandlerAdapter();
		adapter.setMessageConverters(converters);
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("adapter", adapter);
		for (int i = 0; i < resolvers.size(); i++) {
			beans.addBean("resolver" + i, resolvers.get(i));
		}
		return new Negotiation(() -> null, beans.getBeanProvider(RequestMappingHandlerAdapter.class),
				beans.getBeanProvider(ViewResolver.class), () -> viewNames);
	}

	private static Class<?> type(String name) {
		return switch (name) {
			case "Long" -> Long.class;
			case "Number" -> Number.class;
			case "byte[]" -> byte[].class;
			case "String" -> String.class;
			case "Resource" -> Resource.class;
			case "Bytes" -> ByteArrayResource.class;
			default -> Object.class;
		};
	}

	private static List<HttpMessageConverter<?>> converters(@Nullable String names) {
		List<HttpMessageConverter<?>> converters = new ArrayList<>();
		for (String name : (names != null) ? names.split(" ") : new String[0]) {
			converters.add(converter(name));
		}
		return converters;
	}

	private static HttpMessageConverter<?> converter(String name) {
		return switch (name) {
			case "json" -> new Converter(Object.class, MediaType.APPLICATION_JSON);
			case "xml" -> new Converter(Object.class, MediaType.APPLICATION_XML);
			case "any" -> new Converter(Object.class, MediaType.ALL);
			case "ranges" -> new Converter(Object.class, new MediaType("application", "*+json"));
			case "own" -> new Converter(Integer.class, MediaType.APPLICATION_XML);
			case "bytes" -> new ByteArrayHttpMessageConverter();
			default -> new StringHttpMessageConverter();
		};
	}

	private static final class Converter extends AbstractHttpMessageConverter<Object> {

		private final Class<?> written;

		private Converter(Class<?> written, MediaType type) {
			super(type);
			this.written = written;
		}

		@Override
		protected boolean supports(Class<?> type) {
			return this.written.isAssignableFrom(type);
		}

		@Override
		protected Object readInternal(Class<? extends Object> type, HttpInputMessage input) {
			throw new UnsupportedOperationException();
		}

		@Override
		protected void writeInternal(Object value, HttpOutputMessage output) {
			throw new UnsupportedOperationException();
		}

	}

}
