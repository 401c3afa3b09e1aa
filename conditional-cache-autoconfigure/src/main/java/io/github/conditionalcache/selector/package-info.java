/**
 * Internal: which representation a request selects. Everything that decides about it is a
 * {@link io.github.conditionalcache.selector.Selector}; the list of a handler's selectors
 * feeds the variant part of the entity tag, {@code Vary}, and the checks at startup.
 */
@NullMarked
package io.github.conditionalcache.selector;

import org.jspecify.annotations.NullMarked;
