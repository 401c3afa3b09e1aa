package io.github.conditionalcache.sample;

import org.jspecify.annotations.Nullable;

/**
 * A new comment, sent as JSON.
 *
 * @param comment the text; without one the comment is cleared
 */
record CommentEdit(@Nullable String comment) {
}
