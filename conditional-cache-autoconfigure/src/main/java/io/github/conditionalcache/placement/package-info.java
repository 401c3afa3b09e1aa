/**
 * Internal: which advice stands before a handler, and where the gate may stand.
 */
@NullMarked
package io.github.conditionalcache.placement;

import org.jspecify.annotations.NullMarked;
