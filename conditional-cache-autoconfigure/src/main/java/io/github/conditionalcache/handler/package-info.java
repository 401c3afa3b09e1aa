/**
 * Internal: the facts of each handler that reads, most of them known from the start.
 */
@NullMarked
package io.github.conditionalcache.handler;

import org.jspecify.annotations.NullMarked;
