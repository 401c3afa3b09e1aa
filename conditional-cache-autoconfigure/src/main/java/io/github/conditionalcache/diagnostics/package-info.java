/**
 * Internal: how the handlers fare.
 */
@NullMarked
package io.github.conditionalcache.diagnostics;

import org.jspecify.annotations.NullMarked;
