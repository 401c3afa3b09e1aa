/**
 * Internal: the version that a returned value or file carries itself.
 */
@NullMarked
package io.github.conditionalcache.version.marked;

import org.jspecify.annotations.NullMarked;
