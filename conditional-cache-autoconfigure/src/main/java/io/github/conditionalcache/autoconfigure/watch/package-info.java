/**
 * Internal: how operators see the store of change tags.
 */
@NullMarked
package io.github.conditionalcache.autoconfigure.watch;

import org.jspecify.annotations.NullMarked;
