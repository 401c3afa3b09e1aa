/**
 * Internal: which formats an answer may have, and which one a request gets.
 */
@NullMarked
package io.github.conditionalcache.selector.format;

import org.jspecify.annotations.NullMarked;
