package io.github.conditionalcache.diagnostics.lint;

import java.util.List;
import java.util.stream.Stream;

/**
 * Checks of change tags.
 */
final class ChangeTagChecks {

	static final List<Check> ALL = List.of(Check.ofApplication("CC040", (application) -> Stream
		.ofNullable(application.severalNodes())
		.map("Change tags are kept in memory, which serves one node, but there is a sign of others: %s"::formatted),
			"Set 'conditional-cache.change-tags.store' to 'jdbc', so that each node sees the changes of the others."));

	private ChangeTagChecks() {
	}

}
