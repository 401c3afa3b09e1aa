/**
 * Internal: notes what Hibernate writes, by tags of its entities.
 */
@NullMarked
package io.github.conditionalcache.change.entity;

import org.jspecify.annotations.NullMarked;
