/**
 * Internal: what is found out about the application for the checks at startup.
 */
@NullMarked
package io.github.conditionalcache.autoconfigure.facts;

import org.jspecify.annotations.NullMarked;
