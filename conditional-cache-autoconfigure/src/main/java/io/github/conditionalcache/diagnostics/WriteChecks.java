package io.github.conditionalcache.diagnostics;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Checks of preconditions that can't be true or can't be sent.
 */
final class WriteChecks {

	static final List<Check> ALL = List.of(
			Check.ofHandlers("CC008", WriteChecks::weakTags,
					"Leave the strength of the handler of GET at AUTO, "
							+ "or set 'conditional-cache.preconditions.comparison' to weak."),
			Check.ofHandlers("CC009", WriteChecks::refusedFields,
					"Add the field to the allowed headers of the CORS configuration."));

	private WriteChecks() {
	}

	private static @Nullable String weakTags(HandlerFacts facts, ApplicationFacts application) {
		return (facts.isWrite() && !facts.handler().policy().strongTags() && !application.weakMatches())
				? "compares If-Match, which is never true, as the handler of GET on the same path has weak tags" : null;
	}

	private static @Nullable String refusedFields(HandlerFacts facts, ApplicationFacts application) {
		return facts.refused().isEmpty() ? null
				: "is open to scripts of other origins, but CORS does not let them send %s"
					.formatted(String.join(", ", facts.refused()));
	}

}
