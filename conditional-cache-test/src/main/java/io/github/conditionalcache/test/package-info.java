/**
 * Support for tests of conditional requests: a client that stores and follows nothing,
 * and assertions about its answers.
 */
@NullMarked
package io.github.conditionalcache.test;

import org.jspecify.annotations.NullMarked;
