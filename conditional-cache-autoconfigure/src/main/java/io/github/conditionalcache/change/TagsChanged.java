package io.github.conditionalcache.change;

import java.util.List;

/**
 * An application event for code that shall not know {@link ChangeTags}: publish it where
 * the data is changed, within its transaction. Listened to by the thread that publishes
 * it.
 *
 * @param tags the tags whose data has changed
 * @since 0.1.0
 * @see ChangeTags#touch(java.util.Collection)
 */
public record TagsChanged(List<String> tags) {

	/**
	 * Creates the event.
	 * @param tags the tags
	 */
	public TagsChanged {
		tags = List.copyOf(tags);
	}

	/**
	 * Creates the event.
	 * @param tags the tags
	 */
	public TagsChanged(String... tags) {
		this(List.of(tags));
	}

}
