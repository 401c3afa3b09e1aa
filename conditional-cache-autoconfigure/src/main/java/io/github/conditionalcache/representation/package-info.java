/**
 * Internal: the selected representation of one request, and its validators.
 */
@NullMarked
package io.github.conditionalcache.representation;

import org.jspecify.annotations.NullMarked;
