package io.github.conditionalcache.selector.handler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandlerMappings}.
 */
class HandlerMappingsTests {

	private final Map<RequestMappingInfo, HandlerMethod> mapped = new LinkedHashMap<>();

	@Test
	void handlerOfTheSamePathSelectsByItsFormatAndFields() {
		HandlerMethod json = map(get("/books/{id}").produces("application/json"), "one");
		map(get("/books/{key}").produces("text/html").headers("X-Page"), "two");
		map(get("/zones").headers("X-Zone"), "three");
		Mapped found = of(json);
		assertThat(found.produced()).containsExactly(MediaType.APPLICATION_JSON);
		assertThat(found.pathHasOtherFormats()).isTrue();
		assertThat(found.fields()).containsExactly("X-Page");
		assertThat(found.unknown()).isFalse();
	}

	@Test
	void handlerAloneSelectsNothing() {
		Mapped found = of(map(get("/books/{id}"), "one"));
		assertThat(found).isEqualTo(new Mapped(Set.of(), false, List.of(), false));
	}

	@Test
	void handlerThatWritesSelectsNothing() {
		HandlerMethod read = map(get("/books"), "one");
		map(RequestMappingInfo.paths("/books").methods(RequestMethod.PUT).headers("X-Write").produces("text/html"),
				"two");
		assertThat(of(read).pathHasOtherFormats()).isFalse();
		assertThat(of(read).fields()).isEmpty();
	}

	@Test
	void contentTypeCounts() {
		assertThat(of(map(get("/books").consumes("application/json"), "one")).fields()).containsExactly("Content-Type");
	}

	@Test
	void handlerMappedTwiceHasTheFormatsOfBoth() {
		HandlerMethod handler = map(get("/books").produces("application/json"), "one");
		map(get("/zones").produces("application/xml"), "one");
		assertThat(of(handler).produced()).hasSize(2);
		map(get("/all"), "one");
		assertThat(of(handler).produced()).isEmpty();
	}

	@Test
	void handlerThatIsNotMappedIsUnknown() {
		assertThat(of(handler("one"))).isEqualTo(Mapped.UNKNOWN);
	}

	private Mapped of(HandlerMethod handler) {
		return new HandlerMappings(List.of(this.mapped)).of(handler);
	}

	private static RequestMappingInfo.Builder get(String path) {
		return RequestMappingInfo.paths(path).methods(RequestMethod.GET);
	}

	private HandlerMethod map(RequestMappingInfo.Builder info, String method) {
		RequestMappingInfo.BuilderConfiguration options = new RequestMappingInfo.BuilderConfiguration();
		options.setPatternParser(new PathPatternParser());
		HandlerMethod handler = handler(method);
		this.mapped.put(info.options(options).build(), handler);
		return handler;
	}

	private HandlerMethod handler(String method) {
		try {
			return new HandlerMethod(this, HandlerMappingsTests.class.getDeclaredMethod(method));
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void one() {
	}

	void two() {
	}

	void three() {
	}

}
