package io.github.conditionalcache.selector.handler;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which selectors count in all handlers of an application.
 *
 * @param principal whether the user counts
 * @param locale whether the language counts
 * @param query whether the query counts
 * @param deployment identity of the deployment, or {@code null} if it does not count
 * @param headers request fields that count
 * @param vary whether {@code Vary} names all request fields that select
 * @since 0.1.0
 */
public record SelectorSettings(boolean principal, boolean locale, boolean query, @Nullable String deployment,
		List<String> headers, boolean vary) {

}
