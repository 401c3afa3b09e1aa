/**
 * Measures what conditional requests cost.
 */
@NullMarked
package io.github.conditionalcache.benchmarks;

import org.jspecify.annotations.NullMarked;
