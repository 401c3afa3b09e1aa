package io.github.conditionalcache.selector;

import java.util.List;

import io.github.conditionalcache.tag.CanonicalBytes;
import jakarta.servlet.http.HttpServletRequest;

/**
 * One thing that decides which representation is sent (RFC 9110 §12). Made once for each
 * handler when the application starts. Immutable.
 *
 * @since 0.1.0
 */
public interface Selector {

	/**
	 * Adds its value for a request, so that other values give other entity tags.
	 * @param variant takes the value, and must not be kept
	 * @param selection the request
	 */
	void addTo(CanonicalBytes variant, Selection selection);

	/**
	 * Returns the request fields that carry it, to be named in {@code Vary} (RFC 9110
	 * §12.5.5).
	 * @return names of request fields, in their usual spelling
	 */
	default List<String> fields() {
		return List.of();
	}

	/**
	 * Returns request fields that carry it in this request only. They are named in
	 * {@code Vary} of its answer.
	 * @param request the request
	 * @return names of request fields, as they were sent
	 */
	default List<String> sentFields(HttpServletRequest request) {
		return List.of();
	}

	/**
	 * Returns whether a cache that several users share can't tell its values apart,
	 * because no request field carries it that could be named in {@code Vary}.
	 * @return whether only private caches may store the answer
	 */
	default boolean isPrivate() {
		return false;
	}

	/**
	 * Returns whether the same holds for one request, by its own fields, although it does
	 * not for all.
	 * @param selection the request
	 * @return whether only private caches may store the answer to it
	 */
	default boolean isPrivateFor(Selection selection) {
		return false;
	}

	/**
	 * Returns whether one URI may have several representations at a time because of it. A
	 * date can't tell them apart, so none is sent then and none is compared.
	 * @param selection the request
	 * @return whether it may
	 */
	boolean tellsApart(Selection selection);

	/**
	 * Returns whether it reads an argument of the handler.
	 * @return whether a gate has to see the arguments
	 */
	default boolean readsArgument() {
		return false;
	}

	/**
	 * Returns whether some requests bring fields of their own that carry it.
	 * @return whether {@link #sentFields} may name any
	 */
	default boolean maySendFields() {
		return false;
	}

}
