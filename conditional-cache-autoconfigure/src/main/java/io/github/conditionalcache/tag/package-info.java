/**
 * Internal: canonical bytes, and the entity tag that is made of them.
 */
@NullMarked
package io.github.conditionalcache.tag;

import org.jspecify.annotations.NullMarked;
