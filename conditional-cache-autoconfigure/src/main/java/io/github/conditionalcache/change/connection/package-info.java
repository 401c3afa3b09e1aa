/**
 * Internal: watches the statements that run on connections, and notes what they change.
 */
@NullMarked
package io.github.conditionalcache.change.connection;

import org.jspecify.annotations.NullMarked;
