package io.github.conditionalcache.exchange;

import org.jspecify.annotations.Nullable;

/**
 * Sees the content that entity tags are made of. Must be thread-safe, and throw nothing.
 *
 * @since 0.1.0
 */
public interface ContentObserver {

	/**
	 * Takes note of content that a tag was made of.
	 * @param handler name of the handler
	 * @param request a name of the requests that should get the same content; it may
	 * contain the path, the query and the user, and must not be logged
	 * @param contentType field value of Content-Type
	 * @param content the content, which is not copied and must not be changed
	 */
	void observe(String handler, String request, @Nullable String contentType, byte[] content);

}
