/**
 * Internal: what automatic tags of entities need, and the auto-configuration for them.
 */
@NullMarked
package io.github.conditionalcache.autoconfigure.jpa;

import org.jspecify.annotations.NullMarked;
