package io.github.conditionalcache.exchange.write;

import java.util.List;

import io.github.conditionalcache.exchange.read.TestVersion;
import io.github.conditionalcache.handler.write.WritePolicy;
import io.github.conditionalcache.registry.MappedHandlers;
import io.github.conditionalcache.registry.WriteHandler;
import io.github.conditionalcache.security.HandlerRules;
import io.github.conditionalcache.security.MethodAuthorization;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReaderAccess}.
 */
class ReaderAccessTests {

	private static final MethodInterceptor ADMITS_ONE = (call) -> call.getArguments()[0].equals(1) ? call.proceed()
			: null;

	private final WriteExchanges exchanges = new WriteExchanges(TestVersion.of(1));

	private final WriteExchanges.Books books = new WriteExchanges.Books();

	private final MappedHandlers handlers = new MappedHandlers(MethodAuthorization.NONE, true);

	private void reader(String name, HandlerRules rules) {
		HandlerMethod handler = this.handlers.handler(this.books, name);
		this.exchanges.readers.add(new WriteHandler.Reader(new WritePolicy.Reader(handler, List.of(0)), rules));
	}

	private HandlerRules rules(MethodInterceptor rule) {
		return HandlerRules.of(List.of(rule), WriteExchanges.method("get").getMethod(), this.books, true);
	}

	private boolean isGranted(Object... arguments) {
		this.handlers.settle();
		WriteExchange exchange = this.exchanges.exchange(WriteExchanges.put());
		exchange.attempt(arguments);
		return new ReaderAccess(this.handlers.writes()).isGranted(exchange);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			id, granted
			1,  true
			2,  false
			""")
	void readersAreAskedWithTheArgumentsOfTheWrite(int id, boolean granted) {
		this.handlers.map(RequestMethod.GET, "/books/{id}", this.books, "get");
		reader("get", rules(ADMITS_ONE));
		assertThat(isGranted(id)).isEqualTo(granted);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			path,        granted
			/books/{id}, false
			/other,      true
			""")
	void readersOfOtherPathsAreNotAsked(String path, boolean granted) {
		this.handlers.map(RequestMethod.GET, "/books/{id}", this.books, "get");
		this.handlers.map(RequestMethod.GET, path, this.books, "put");
		reader("get", HandlerRules.NONE);
		reader("put", HandlerRules.UNKNOWN);
		assertThat(isGranted(1)).isEqualTo(granted);
	}

	@Test
	void allReadersAreAskedWhenNoneIsMapped() {
		reader("get", HandlerRules.NONE);
		assertThat(isGranted(1)).isTrue();
		reader("put", HandlerRules.UNKNOWN);
		assertThat(isGranted(1)).isFalse();
	}

	@Test
	void readerThatTheWriteDoesNotKnowIsNotAsked() {
		this.handlers.map(RequestMethod.GET, "/books/{id}", this.books, "get");
		assertThat(isGranted(1)).isFalse();
	}

	@Test
	void nothingIsGrantedWithoutACall() {
		reader("get", HandlerRules.NONE);
		WriteExchange exchange = this.exchanges.exchange(WriteExchanges.put());
		assertThat(new ReaderAccess(this.handlers.writes()).isGranted(exchange)).isFalse();
	}

	@Test
	void nothingIsGrantedWhenThatCannotBeFoundOut() {
		reader("get", HandlerRules.NONE);
		assertThat(isGranted()).as("an argument is missing").isFalse();
	}

	@Test
	void ruleThatDoesNotCallDenies() {
		reader("get", rules(MethodInvocation::proceed));
		assertThat(isGranted(1)).isTrue();
		reader("get", rules((call) -> null));
		assertThat(isGranted(1)).isFalse();
	}

}
