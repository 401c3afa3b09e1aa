/**
 * Internal: the inputs that each parameter of a handler takes of the request, by the
 * resolver that serves it.
 */
@NullMarked
package io.github.conditionalcache.selector.parameter;

import org.jspecify.annotations.NullMarked;
