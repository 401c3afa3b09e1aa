package io.github.conditionalcache.webmvc;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourceRegion;

/**
 * The content that a returned value makes.
 */
final class ReturnedContent {

	private ReturnedContent() {
	}

	/**
	 * Returns whether a value is written as content.
	 * @param value the value
	 * @return {@code false} if the content is empty
	 */
	static boolean isPresent(@Nullable Object value) {
		return value != null && !(value instanceof CharSequence text && text.isEmpty())
				&& !(value instanceof byte[] bytes && bytes.length == 0)
				&& !(value instanceof Resource resource && isEmpty(resource));
	}

	private static boolean isEmpty(Resource resource) {
		try {
			// Asking a stream for its length would read it
			return !(resource instanceof InputStreamResource) && resource.contentLength() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Returns whether a value is a part that the handler itself has cut out.
	 * @param value the value
	 * @return whether it is one, or several
	 */
	static boolean isPart(@Nullable Object value) {
		return value instanceof ResourceRegion
				|| (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof ResourceRegion);
	}

}
