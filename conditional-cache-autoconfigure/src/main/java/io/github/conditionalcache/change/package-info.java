/**
 * Change tags: writers name what they have changed, and readers what their answers are
 * made of. For applications, and for those who write a store.
 */
@NullMarked
package io.github.conditionalcache.change;

import org.jspecify.annotations.NullMarked;
