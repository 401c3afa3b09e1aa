package io.github.conditionalcache.sample;

import org.jspecify.annotations.Nullable;

/**
 * A zone as clients send it. The comment is all that they may change; a client may send
 * back the whole zone, and what else is in it is ignored.
 *
 * @param comment the text; without one the comment is cleared
 */
record ZoneEdit(@Nullable String comment) {
}
