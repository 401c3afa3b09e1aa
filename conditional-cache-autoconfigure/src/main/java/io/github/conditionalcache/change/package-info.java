/**
 * Change tags: writers name the data that they have changed, and readers the data that
 * their answers are made of. For applications, and for those who write a store.
 */
@NullMarked
package io.github.conditionalcache.change;

import org.jspecify.annotations.NullMarked;
