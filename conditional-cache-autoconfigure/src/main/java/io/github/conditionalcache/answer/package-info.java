/**
 * Internal: the header fields of a 200, a 304 and a 412.
 */
@NullMarked
package io.github.conditionalcache.answer;

import org.jspecify.annotations.NullMarked;
