/**
 * Internal: failures of the application's code that an answer survives, and warnings that
 * cannot flood the log.
 */
@NullMarked
package io.github.conditionalcache.failure;

import org.jspecify.annotations.NullMarked;
