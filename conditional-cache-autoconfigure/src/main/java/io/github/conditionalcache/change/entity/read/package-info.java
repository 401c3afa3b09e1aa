/**
 * Internal: the tags of answers, by the types of entities that they show.
 */
@NullMarked
package io.github.conditionalcache.change.entity.read;

import org.jspecify.annotations.NullMarked;
