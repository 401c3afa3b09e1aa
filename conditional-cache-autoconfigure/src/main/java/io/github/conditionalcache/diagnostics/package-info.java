/**
 * What the library tells about itself: its handlers, and how they fare.
 */
@NullMarked
package io.github.conditionalcache.diagnostics;

import org.jspecify.annotations.NullMarked;
