/**
 * Internal: the version that annotations and beans declare for a handler.
 */
@NullMarked
package io.github.conditionalcache.version.declared;

import org.jspecify.annotations.NullMarked;
