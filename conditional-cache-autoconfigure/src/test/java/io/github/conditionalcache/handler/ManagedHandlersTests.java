package io.github.conditionalcache.handler;

import java.util.List;
import java.util.Set;

import io.github.conditionalcache.handler.ManagedHandler.Access;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ManagedHandlers}.
 */
class ManagedHandlersTests {

	@Test
	void handlersAreInTheOrderOfTheirNames() {
		ManagedHandlers handlers = new ManagedHandlers();
		assertThat(handlers.all()).isEmpty();
		handlers.settle(List.of(handler("b", null), handler("a", "no version is declared")));
		assertThat(handlers.all()).extracting(ManagedHandler::name).containsExactly("a", "b");
		assertThat(handlers.named("b")).isPresent().hasValueSatisfying((found) -> assertThat(found.isEarly()).isTrue());
		assertThat(handlers.named("a")).isPresent()
			.hasValueSatisfying((found) -> assertThat(found.isEarly()).isFalse());
		assertThat(handlers.named("c")).isEmpty();
	}

	@Test
	void patternsOfAHandlerUnderAPathHaveThatPrefix() {
		ManagedHandler handler = handler("a", "no version is declared");
		assertThat(handler.under("/app").patterns()).containsExactly("/app/a", "/app/b");
		assertThat(handler.under("/app")).usingRecursiveComparison().ignoringFields("patterns").isEqualTo(handler);
	}

	private static ManagedHandler handler(String name, @Nullable String whyLate) {
		return new ManagedHandler(name, ManagedHandlersTests.class, ManagedHandlersTests.class.getDeclaredMethods()[0],
				Access.READ, Set.of("GET"), Set.of("/b", "/a"), List.of(), whyLate,
				new ManagedHandler.Policy(null, null, List.of(), List.of(), false, false), new ManagedHandler.Selection(
						new ManagedHandler.Unused("reason", "remedy"), List.of("X-Tenant"), List.of("the user")));
	}

}
