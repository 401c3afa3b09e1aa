/**
 * Internal: Micrometer's view of the outcomes.
 */
@NullMarked
package io.github.conditionalcache.metrics;

import org.jspecify.annotations.NullMarked;
