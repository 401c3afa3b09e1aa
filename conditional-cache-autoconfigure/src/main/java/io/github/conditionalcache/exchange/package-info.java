/**
 * Internal: one request: what is known of it, what was decided, and what was reported.
 */
@NullMarked
package io.github.conditionalcache.exchange;

import org.jspecify.annotations.NullMarked;
