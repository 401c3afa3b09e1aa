/**
 * Internal: which part of the content is sent, and how it is cut out (RFC 9110 §14).
 */
@NullMarked
package io.github.conditionalcache.range;

import org.jspecify.annotations.NullMarked;
