/**
 * Internal: the facts that are found out about the application and its server.
 */
@NullMarked
package io.github.conditionalcache.autoconfigure.facts;

import org.jspecify.annotations.NullMarked;
