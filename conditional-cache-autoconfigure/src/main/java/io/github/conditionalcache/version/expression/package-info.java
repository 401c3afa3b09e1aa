/**
 * Internal: expressions over the arguments of a handler, beans, and the returned value.
 */
@NullMarked
package io.github.conditionalcache.version.expression;

import org.jspecify.annotations.NullMarked;
