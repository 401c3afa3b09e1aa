/**
 * Internal: which build of the application is running: an identity that every node with
 * the same artifact has, and no other build.
 */
@NullMarked
package io.github.conditionalcache.deployment;

import org.jspecify.annotations.NullMarked;
