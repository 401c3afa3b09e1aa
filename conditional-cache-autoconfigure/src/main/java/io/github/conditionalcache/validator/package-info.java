/**
 * Where validators come from and how they become an entity tag: versions of values, files
 * and bodies, their canonical bytes, and the digests of these.
 */
@NullMarked
package io.github.conditionalcache.validator;

import org.jspecify.annotations.NullMarked;
