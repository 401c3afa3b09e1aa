/**
 * Internal: what change tags in a table need, and the auto-configuration for it.
 */
@NullMarked
package io.github.conditionalcache.autoconfigure.jdbc;

import org.jspecify.annotations.NullMarked;
