/**
 * Internal: what is known of each handler that writes, and which GET reads what it has
 * written.
 */
@NullMarked
package io.github.conditionalcache.handler.write;

import org.jspecify.annotations.NullMarked;
