/**
 * Internal: classes that need a library that may be absent, and their stand-ins.
 */
@NullMarked
package io.github.conditionalcache.autoconfigure.libraries;

import org.jspecify.annotations.NullMarked;
