package io.github.conditionalcache.selector.handler;

import java.util.List;

import org.springframework.web.method.HandlerMethod;

/**
 * A handler whose selectors are wanted.
 *
 * @param handler the handler as it was mapped
 * @param type class that it is written in
 * @param id stable name of the handler, the same on every node
 * @param view whether it returns a view
 * @param returned type of the returned value, without wrappers
 * @param vary request fields that are declared to select
 * @param locale whether the language counts, where it counts in the application
 * @since 0.1.0
 */
public record SelectedHandler(HandlerMethod handler, Class<?> type, String id, boolean view, Class<?> returned,
		List<String> vary, boolean locale) {

}
