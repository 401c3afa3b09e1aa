/**
 * Internal: one request that reads: what is known of it, and what is decided.
 */
@NullMarked
package io.github.conditionalcache.exchange.read;

import org.jspecify.annotations.NullMarked;
