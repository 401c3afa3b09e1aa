/**
 * Internal: the store in a table of the application's database, written in the
 * transaction of the data.
 */
@NullMarked
package io.github.conditionalcache.change.jdbc;

import org.jspecify.annotations.NullMarked;
