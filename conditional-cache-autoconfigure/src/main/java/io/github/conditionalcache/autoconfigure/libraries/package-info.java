/**
 * Internal: what needs a library that may be absent, and what stands in for it then.
 */
@NullMarked
package io.github.conditionalcache.autoconfigure.libraries;

import org.jspecify.annotations.NullMarked;
