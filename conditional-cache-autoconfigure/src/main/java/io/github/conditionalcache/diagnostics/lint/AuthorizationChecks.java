package io.github.conditionalcache.diagnostics.lint;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Checks of who is answered without being authorised by the handler's own code.
 */
final class AuthorizationChecks {

	static final List<Check> ALL = List.of(Check.ofHandlers("CC023", AuthorizationChecks::computableTags,
			"Set 'conditional-cache.etag.secret' to a random text, the same on every node, "
					+ "or put a rule such as @PreAuthorize on the handler."));

	private AuthorizationChecks() {
	}

	private static @Nullable String computableTags(HandlerFacts facts, ApplicationFacts application) {
		return (facts.open() && !application.keyedTags())
				? "answers 304 before it runs, so also before its services authorise, to whoever has the tag, which can be computed"
				: null;
	}

}
