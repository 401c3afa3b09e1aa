/**
 * Internal: Cache-Control (RFC 9111 §5.2) as it is declared, read, and made private where
 * it has to be.
 */
@NullMarked
package io.github.conditionalcache.storing;

import org.jspecify.annotations.NullMarked;
