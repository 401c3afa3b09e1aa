/**
 * Servers side by side, and the client that measures them.
 */
@NullMarked
package io.github.conditionalcache.benchmarks.http;

import org.jspecify.annotations.NullMarked;
