/**
 * Internal: the change tags that annotations name, and the part of a version that is made
 * of them.
 */
@NullMarked
package io.github.conditionalcache.change.declared;

import org.jspecify.annotations.NullMarked;
