package io.github.conditionalcache.diagnostics;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Checks of preconditions that can't be true or can't be sent.
 */
final class WriteChecks {

	static final List<Check> ALL = List.of(
			Check.ofHandlers("CC008", WriteChecks::weakTags,
					"Leave the strength of the handler of GET at AUTO, "
							+ "or set 'conditional-cache.preconditions.comparison' to weak."),
			Check.ofHandlers("CC009", WriteChecks::anotherVersion,
					"Leave the version out here: then the one of the handler of GET is compared."),
			Check.ofHandlers("CC010", WriteChecks::refusedFields,
					"Add the field to the allowed headers of the CORS configuration."));

	private WriteChecks() {
	}

	private static @Nullable String weakTags(HandlerFacts facts, ApplicationFacts application) {
		return (facts.isWrite() && !facts.handler().policy().strongTags() && !application.weakMatches())
				? "compares If-Match, which is never true, as the handler of GET on the same path has weak tags" : null;
	}

	// Parameters may have other names, and beans that speak for handlers write no text
	private static @Nullable String anotherVersion(HandlerFacts facts, ApplicationFacts application) {
		if (!facts.isWrite()) {
			return null;
		}
		Set<List<String>> read = application.readersOf(facts)
			.map((reader) -> reader.handler().sources())
			.filter((sources) -> !sources.isEmpty())
			.collect(Collectors.toSet());
		List<String> own = facts.handler().sources();
		return (read.isEmpty() || read.stream()
			.anyMatch((sources) -> sources.stream()
				.anyMatch((source) -> source.startsWith("bean ")) || withoutNames(sources).equals(withoutNames(own))))
						? null
						: "declares [%s], but GET on the same path [%s]: where the two give different values, no If-Match is true"
							.formatted(String.join(", ", own), String.join(", ", read.iterator().next()));
	}

	private static List<String> withoutNames(List<String> sources) {
		return sources.stream().map((source) -> source.replaceAll("#\\w+", "#").replaceAll("\\s", "")).toList();
	}

	private static @Nullable String refusedFields(HandlerFacts facts, ApplicationFacts application) {
		return facts.refused().isEmpty() ? null
				: "is open to scripts of other origins, but CORS does not let them send %s"
					.formatted(String.join(", ", facts.refused()));
	}

}
