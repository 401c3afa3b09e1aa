package io.github.conditionalcache.diagnostics.lint;

import java.util.List;

/**
 * Checks of other filters that make tags.
 */
final class FilterChecks {

	static final List<Check> ALL = List.of(Check.ofApplication("CC010", (application) -> application.etagFilters()
		.stream()
		.map("The ShallowEtagHeaderFilter [%s] stands before managed handlers: it holds every answer in memory, and tags those that are left without a tag on purpose, such as ones that set a cookie"::formatted),
			"Remove it, or map it to other paths. A bare @Cacheable304 and 'conditional-cache.mode: all' hash content as well."));

	private FilterChecks() {
	}

}
