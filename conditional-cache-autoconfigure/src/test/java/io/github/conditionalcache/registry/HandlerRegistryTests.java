package io.github.conditionalcache.registry;

import java.util.ArrayList;
import java.util.List;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.handler.InvalidHandlerException;
import io.github.conditionalcache.placement.Lateness;
import io.github.conditionalcache.placement.Placement;
import io.github.conditionalcache.placement.Placement.Place;
import io.github.conditionalcache.security.MethodAuthorization;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HandlerRegistry}.
 */
class HandlerRegistryTests {

	private final Books books = new Books();

	private final MappedHandlers handlers = new MappedHandlers(MethodAuthorization.NONE, false).bean("books",
			this.books);

	private HandlerMethod handler(String name) {
		return this.handlers.handler(this.books, name);
	}

	private @Nullable RegisteredHandler find(String name) {
		return this.handlers.registry().find(handler(name));
	}

	private MappedHandlers mapped() {
		return this.handlers.map(RequestMethod.GET, "/books/{id}", this.books, "get")
			.map(RequestMethod.GET, "/tags/{id}", this.books, "tagged")
			.map(RequestMethod.GET, "/other", this.books, "other")
			.map(RequestMethod.PUT, "/books/{id}", this.books, "put");
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			handler, place,   needsGate
			get,     HANDLER, true
			tagged,  NONE,    false
			""")
	void readIsFoundWithItsPlacement(String name, Place place, boolean needsGate) {
		mapped().settle();
		ReadHandler found = (ReadHandler) find(name);
		assertThat(found).isNotNull();
		assertThat(found.mapped()).isEqualTo(handler(name));
		assertThat(found.placement().place()).isEqualTo(place);
		assertThat(found.needsGate()).isEqualTo(needsGate);
		assertThat(found.provesAccess()).isTrue();
		assertThat(found.provesDates()).isTrue();
		assertThat(found.policy()).isSameAs(this.handlers.reads().get(handler(name)));
	}

	@Test
	void readWithoutAVersionNeedsNoGate() {
		mapped().settle();
		assertThat(find("tagged")).extracting("placement.place", "placement.lateness.cause")
			.containsExactly(Place.NONE, Lateness.Cause.NO_VERSION);
	}

	@Test
	void writeIsFoundWithItsReaders() {
		mapped().settle();
		WriteHandler found = (WriteHandler) find("put");
		assertThat(found).isNotNull();
		assertThat(found.placement().place()).isEqualTo(Place.HANDLER);
		assertThat(found.policy()).isSameAs(this.handlers.writes().get(handler("put")));
		assertThat(found.provesAccess()).isTrue();
		assertThat(found.readers()).extracting(WriteHandler.Reader::handler).containsExactly(handler("get"));
		assertThat(found.readers().get(0).admits(new Object[] { 1 })).isTrue();
	}

	@Test
	void handlerIsFoundAsItIsResolved() {
		mapped().settle();
		HandlerMethod resolved = handler("get").createWithResolvedBean();
		RegisteredHandler found = this.handlers.registry().find(resolved);
		assertThat(found).isNotNull().isSameAs(find("get"));
		assertThat(found.isOf(resolved)).isTrue();
		assertThat(found.isOf(handler("get"))).isTrue();
		assertThat(found.isOf(handler("put"))).isFalse();
	}

	@Test
	void othersAreNotManaged() {
		mapped().settle();
		assertThat(find("other")).isNull();
		assertThat(this.handlers.registry().find("other")).isNull();
	}

	@Test
	void handlerThatIsMappedLaterHasNoPlacement() {
		this.handlers.settle();
		ReadHandler found = (ReadHandler) find("get");
		assertThat(found).isNotNull();
		assertThat(found.placement()).isEqualTo(Placement.UNSETTLED);
		assertThat(found.provesAccess()).isFalse();
		assertThat(found.provesDates()).isFalse();
		assertThat(find("get")).as("is kept").isSameAs(found);
		assertThat(find("put")).isNull();
		assertThat(find("other")).isNull();
		mapped().settle();
		assertThat(find("get")).extracting("placement").isNotEqualTo(Placement.UNSETTLED);
	}

	@Test
	void writeThatIsMappedLaterIsNotChecked() {
		HandlerRegistry registry = this.handlers.settle();
		assertThat(registry.isUncheckedWrite(handler("put"))).isTrue();
		assertThat(registry.isUncheckedWrite(handler("get"))).isFalse();
		mapped().settle();
		assertThat(registry.isUncheckedWrite(handler("put"))).isFalse();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			bypassed, adapted
			none,     true
			get,      false
			tagged,   true
			other,    true
			""")
	void handlersWithAVersionAreToBeAdapted(String bypassed, boolean adapted) {
		HandlerRegistry registry = mapped().settle((handler) -> !handler.getMethod().getName().equals(bypassed));
		assertThat(registry.areAdapted()).isEqualTo(adapted);
	}

	@Test
	void readWithoutAnAdapterHasNoGate() {
		mapped().settle((handler) -> handler.getMethod().getName().equals("put"));
		assertThat(find("get")).extracting((found) -> found.placement().place()).isEqualTo(Place.NONE);
	}

	@Test
	void writesAreLookedAtFirst() {
		List<String> asked = new ArrayList<>();
		mapped();
		assertThatExceptionOfType(InvalidHandlerException.class).isThrownBy(() -> this.handlers.settle((handler) -> {
			asked.add(handler.getMethod().getName());
			return false;
		}));
		assertThat(asked).containsExactly("put");
	}

	static class Books {

		@ResponseBody
		@Cacheable304(version = "#id")
		String get(@PathVariable("id") int id) {
			return "book " + id;
		}

		@ResponseBody
		@Cacheable304
		String tagged(@PathVariable("id") int id) {
			return "tags " + id;
		}

		@ResponseBody
		@ConditionalWrite
		String put(@PathVariable("id") int id) {
			return "book " + id;
		}

		@ResponseBody
		String other() {
			return "other";
		}

	}

}
