/**
 * Support for tests of conditional requests: a client that adds and hides nothing, and
 * assertions about its answers.
 */
@NullMarked
package io.github.conditionalcache.test;

import org.jspecify.annotations.NullMarked;
