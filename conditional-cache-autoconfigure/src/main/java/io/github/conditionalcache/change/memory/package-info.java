/**
 * Internal: the versions of change tags in the memory of one node.
 */
@NullMarked
package io.github.conditionalcache.change.memory;

import org.jspecify.annotations.NullMarked;
