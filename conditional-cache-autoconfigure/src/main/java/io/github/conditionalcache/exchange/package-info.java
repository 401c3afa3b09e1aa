/**
 * Internal: the outcome of a request, and who is told of it.
 */
@NullMarked
package io.github.conditionalcache.exchange;

import org.jspecify.annotations.NullMarked;
