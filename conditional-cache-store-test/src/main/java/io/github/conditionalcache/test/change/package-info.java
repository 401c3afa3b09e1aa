/**
 * Tests that every store of change tags must pass. Extend the one for the kind of the
 * store.
 */
@NullMarked
package io.github.conditionalcache.test.change;

import org.jspecify.annotations.NullMarked;
