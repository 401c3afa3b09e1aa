/**
 * Internal: notes changes around the transactions that make them.
 */
@NullMarked
package io.github.conditionalcache.change.transaction;

import org.jspecify.annotations.NullMarked;
