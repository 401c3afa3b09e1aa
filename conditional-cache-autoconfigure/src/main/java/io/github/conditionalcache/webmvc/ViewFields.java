package io.github.conditionalcache.webmvc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.conditionalcache.answer.RepeatedFields;
import io.github.conditionalcache.exchange.read.ReadExchange;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.ModelAndView;

/**
 * Which views add to the fields that a 304 repeats (RFC 9110 §15.4.5). That shows when
 * they are rendered, so nothing is known of a view that was not rendered yet, nor of one
 * that has no name. Remembers a bounded number of names. Thread-safe.
 */
final class ViewFields {

	private static final int REMEMBERED = 1000;

	private final Map<String, Boolean> adding = new ConcurrentHashMap<>();

	/**
	 * Returns whether the fields of an answer may be known only once its view is
	 * rendered.
	 * @param modelAndView the view
	 * @return {@code false} if the view was seen to add none
	 */
	boolean mayBeAddedBy(ModelAndView modelAndView) {
		String name = modelAndView.getViewName();
		return name == null || this.adding.getOrDefault(name, true);
	}

	/**
	 * Watches a view while it is rendered.
	 * @param modelAndView the view
	 * @param exchange the exchange that it is rendered for
	 */
	void watch(ModelAndView modelAndView, ReadExchange exchange) {
		String name = modelAndView.getViewName();
		if (name != null && (this.adding.containsKey(name) || this.adding.size() < REMEMBERED)) {
			RepeatedFields before = RepeatedFields.of(exchange.response());
			exchange.rendering(() -> {
				if (!exchange.outcome().isBypass() || exchange.isUndecided()) {
					note(name, before, exchange.response());
				}
			});
		}
	}

	// The fields of an answer that lost its label differ by those that this library has
	// withdrawn
	private void note(String name, RepeatedFields before, HttpServletResponse response) {
		if (!RepeatedFields.of(response).equals(before)) {
			this.adding.put(name, true);
		}
		else if (response.getStatus() == HttpServletResponse.SC_OK) {
			this.adding.putIfAbsent(name, false);
		}
	}

}
