/**
 * Time zones of the world: a small application whose answers can be revalidated.
 */
@NullMarked
package io.github.conditionalcache.sample;

import org.jspecify.annotations.NullMarked;
