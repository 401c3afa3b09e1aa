/**
 * Internal: the selectors, which decide which representation is sent. Each
 * {@link io.github.conditionalcache.selector.Selector} adds one such thing to the variant
 * part of the entity tag.
 */
@NullMarked
package io.github.conditionalcache.selector;

import org.jspecify.annotations.NullMarked;
