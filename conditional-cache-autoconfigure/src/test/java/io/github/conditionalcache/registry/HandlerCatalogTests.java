package io.github.conditionalcache.registry;

import java.util.List;
import java.util.Set;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.handler.ManagedHandler;
import io.github.conditionalcache.handler.ManagedHandler.Access;
import io.github.conditionalcache.security.MethodAuthorization;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandlerCatalog}.
 */
class HandlerCatalogTests {

	private MappedHandlers handlers = new MappedHandlers(MethodAuthorization.NONE, false);

	private Books books = new Books();

	private HandlerCatalog catalog() {
		this.handlers.map(RequestMethod.GET, "/books/{id}", this.books, "get")
			.map(RequestMethod.HEAD, "/volumes/{id}", this.books, "get")
			.map(RequestMethod.GET, "/results/{id}", this.books, "result")
			.map(RequestMethod.GET, "/plain/{id}", this.books, "plain")
			.map(RequestMethod.GET, "/other", this.books, "other")
			.map(RequestMethod.PUT, "/books/{id}", this.books, "put")
			.settle();
		return new HandlerCatalog(this.handlers.registry(), this.handlers.reads());
	}

	private ManagedHandler described(String name) {
		return catalog().describe(this.handlers.mappings())
			.stream()
			.filter((handler) -> handler.name().equals("Books." + name))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void handlersAreDescribedOnce() {
		assertThat(catalog().describe(this.handlers.mappings())).extracting(ManagedHandler::name)
			.containsExactly("Books.get", "Books.result", "Books.plain", "Books.put");
	}

	@Test
	void readIsDescribedWithAllItsMappings() {
		ManagedHandler handler = described("get");
		assertThat(handler.type()).isEqualTo(Books.class);
		assertThat(handler.method().getName()).isEqualTo("get");
		assertThat(handler.access()).isEqualTo(Access.READ);
		assertThat(handler.requestMethods()).containsExactly("GET", "HEAD");
		assertThat(handler.patterns()).containsExactly("/books/{id}", "/volumes/{id}");
		assertThat(handler.sources()).singleElement()
			.satisfies((source) -> assertThat(source.describe()).isEqualTo("version #id"));
		assertThat(handler.whyLate()).isNull();
		assertThat(handler.policy())
			.isEqualTo(new ManagedHandler.Policy("max-age=60", null, List.of("Accept"), List.of(), true, false));
		assertThat(handler.selection()).isEqualTo(new ManagedHandler.Selection(null, List.of(), List.of()));
	}

	@Test
	void writeIsDescribedWithThePolicyOfItsReader() {
		ManagedHandler handler = described("put");
		assertThat(handler.access()).isEqualTo(Access.WRITE);
		assertThat(handler.requestMethods()).containsExactly("PUT");
		assertThat(handler.whyLate()).isNull();
		assertThat(handler.policy().required()).isTrue();
		assertThat(handler.policy().cacheControl()).isEqualTo("max-age=60");
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			handler, strong, whyLate
			get,     true,
			plain,   false,  no version is declared
			result,  false,  'their version is that of the returned value'
			""")
	void readTellsWhyItIsLate(String name, boolean strong, @Nullable String whyLate) {
		ManagedHandler handler = described(name);
		assertThat(handler.whyLate()).isEqualTo(whyLate);
		assertThat(handler.policy().strongTags()).isEqualTo(strong);
		assertThat(handler.sources().isEmpty()).isEqualTo(name.equals("plain"));
	}

	@Test
	void handlerOfAllMethodsStaysOne() {
		HandlerCatalog catalog = catalog();
		this.handlers.mappings()
			.put(RequestMappingInfo.paths("/all").build(), this.handlers.handler(this.books, "get"));
		assertThat(catalog.describe(this.handlers.mappings()).get(0).requestMethods()).isEmpty();
	}

	@Test
	void openHandlersAreThoseThatAServiceMayDeny() {
		assertThat(catalog().open(this.handlers.mappings())).isEmpty();
		this.handlers = new MappedHandlers(new Present(), false);
		assertThat(catalog().open(this.handlers.mappings())).isEqualTo(Set.of("Books.get"));
	}

	@Test
	void reservationsAreThoseOfWrites() {
		assertThat(catalog().reservations(this.handlers.mappings())).isEmpty();
		ProxyFactory factory = new ProxyFactory(new Books());
		factory.addAdvice((MethodInterceptor) MethodInvocation::proceed);
		this.books = (Books) factory.getProxy();
		this.handlers = new MappedHandlers(MethodAuthorization.NONE, false);
		assertThat(catalog().reservations(this.handlers.mappings())).hasSize(1)
			.hasEntrySatisfying("Books.put", (reason) -> assertThat(reason).contains("may judge what they return"));
	}

	/**
	 * Is there, and authorises nothing.
	 */
	static final class Present implements MethodAuthorization {

		@Override
		public boolean isPresent() {
			return true;
		}

		@Override
		public boolean isUnderstood() {
			return true;
		}

		@Override
		public boolean authorizes(Advisor advisor) {
			return false;
		}

		@Override
		public boolean decidesBeforeCall(Advisor advisor) {
			return false;
		}

		@Override
		public boolean enforces(Advisor advisor, String annotation) {
			return false;
		}

	}

	static class Books {

		@ResponseBody
		@Cacheable304(version = "#id", cacheControl = "max-age=60")
		String get(@PathVariable("id") int id) {
			return "book " + id;
		}

		@ResponseBody
		@Cacheable304(version = "#result.length()")
		String result(@PathVariable("id") int id) {
			return "result " + id;
		}

		@ResponseBody
		@Cacheable304
		String plain(@PathVariable("id") int id) {
			return "plain " + id;
		}

		@ResponseBody
		@ConditionalWrite(required = true)
		String put(@PathVariable("id") int id) {
			return "book " + id;
		}

		@ResponseBody
		String other() {
			return "other";
		}

	}

}
