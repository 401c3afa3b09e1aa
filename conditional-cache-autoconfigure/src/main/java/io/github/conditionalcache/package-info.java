/**
 * All that an application needs to name: annotations, marks and the interfaces to
 * implement.
 */
@NullMarked
package io.github.conditionalcache;

import org.jspecify.annotations.NullMarked;
