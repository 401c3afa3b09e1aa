package io.github.conditionalcache.diagnostics.lint;

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
					"Add the field to the allowed headers of the CORS configuration."),
			Check.ofHandlers("CC021", WriteChecks::overlappingPaths,
					"Map both to one pattern, or keep them apart by an expression such as {id:[0-9]+}."),
			Check.ofHandlers("CC022", WriteChecks::otherVersion,
					"Declare one version on all handlers of GET at that path."));

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

	private static @Nullable String overlappingPaths(HandlerFacts facts, ApplicationFacts application) {
		return (facts.isWrite() && !facts.overlapping().isEmpty())
				? "writes at %s, whose paths overlap with those of %s: where both match, the tag of GET may be that of another version"
					.formatted(String.join(", ", facts.handler().patterns()), String.join(", ", facts.overlapping()))
				: null;
	}

	private static @Nullable String otherVersion(HandlerFacts facts, ApplicationFacts application) {
		return (facts.isWrite() && !facts.otherwise().isEmpty())
				? "compares another version than %s declares for the same path, so with the tag of that answer every write is 412"
					.formatted(String.join(", ", facts.otherwise()))
				: null;
	}

}
