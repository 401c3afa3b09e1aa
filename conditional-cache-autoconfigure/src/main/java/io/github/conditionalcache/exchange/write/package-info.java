/**
 * Internal: one request that writes: what is known of it, and what is decided.
 */
@NullMarked
package io.github.conditionalcache.exchange.write;

import org.jspecify.annotations.NullMarked;
