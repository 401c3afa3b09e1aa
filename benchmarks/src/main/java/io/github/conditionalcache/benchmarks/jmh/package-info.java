/**
 * The parts that each managed request goes through, one by one.
 */
@NullMarked
package io.github.conditionalcache.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
