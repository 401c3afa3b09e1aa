/**
 * Internal: finds content that is different at every request, and where.
 */
@NullMarked
package io.github.conditionalcache.diagnostics.flapping;

import org.jspecify.annotations.NullMarked;
