/**
 * Figures, and how they are told.
 */
@NullMarked
package io.github.conditionalcache.benchmarks.report;

import org.jspecify.annotations.NullMarked;
