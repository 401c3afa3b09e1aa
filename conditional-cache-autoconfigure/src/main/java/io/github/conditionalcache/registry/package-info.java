/**
 * Internal: every managed handler with all that is known of it, found once per request.
 */
@NullMarked
package io.github.conditionalcache.registry;

import org.jspecify.annotations.NullMarked;
