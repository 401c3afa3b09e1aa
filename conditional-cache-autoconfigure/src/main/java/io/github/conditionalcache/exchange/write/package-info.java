/**
 * Internal: one request that writes: the facts known of it, and the decisions about it.
 */
@NullMarked
package io.github.conditionalcache.exchange.write;

import org.jspecify.annotations.NullMarked;
