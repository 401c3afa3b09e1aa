/**
 * Internal: the list of one handler's selectors, made when the application starts. It
 * feeds the variant, {@code Vary} and the checks at startup.
 */
@NullMarked
package io.github.conditionalcache.selector.handler;

import org.jspecify.annotations.NullMarked;
