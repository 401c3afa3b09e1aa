/**
 * Internal: the facts of each handler that writes, and which GET reads the resource that
 * it has written.
 */
@NullMarked
package io.github.conditionalcache.handler.write;

import org.jspecify.annotations.NullMarked;
