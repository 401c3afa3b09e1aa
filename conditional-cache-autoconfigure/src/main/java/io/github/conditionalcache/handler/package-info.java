/**
 * Internal: what is known of each handler that reads, most of it from the start.
 */
@NullMarked
package io.github.conditionalcache.handler;

import org.jspecify.annotations.NullMarked;
