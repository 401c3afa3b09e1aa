/**
 * Internal: which tables the text of a statement writes.
 */
@NullMarked
package io.github.conditionalcache.change.statement;

import org.jspecify.annotations.NullMarked;
