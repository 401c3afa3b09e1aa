/**
 * The application that is measured.
 */
@NullMarked
package io.github.conditionalcache.benchmarks.app;

import org.jspecify.annotations.NullMarked;
