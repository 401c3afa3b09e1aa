package io.github.conditionalcache.diagnostics.lint;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The facts that the checks at startup look at. Immutable.
 *
 * @param handlers the managed handlers
 * @param userInTags whether tags tell users apart
 * @param weakMatches whether If-Match is true of weak tags as well
 * @param adapted whether Spring MVC calls handlers through this library's adapter
 * @param authorizationUnderstood whether it is known what the advice for method security
 * does
 * @param keyedTags whether entity tags can be computed with a secret only
 * @param etagFilters names of filters before managed handlers that make tags as well
 * @param misplaced annotations that no handler has, each in a clause
 * @param severalNodes why other nodes miss the changes of this one, or {@code null} if
 * they do not, or there is no sign of any
 * @since 0.1.0
 */
public record ApplicationFacts(List<HandlerFacts> handlers, boolean userInTags, boolean weakMatches, boolean adapted,
		boolean authorizationUnderstood, boolean keyedTags, List<String> etagFilters, List<String> misplaced,
		@Nullable String severalNodes) {

}
