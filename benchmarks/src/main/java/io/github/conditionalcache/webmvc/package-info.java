/**
 * Benchmarks of what the package keeps to itself.
 */
@NullMarked
package io.github.conditionalcache.webmvc;

import org.jspecify.annotations.NullMarked;
