/**
 * Internal: one request that reads: the facts known of it, and the decisions about it.
 */
@NullMarked
package io.github.conditionalcache.exchange.read;

import org.jspecify.annotations.NullMarked;
