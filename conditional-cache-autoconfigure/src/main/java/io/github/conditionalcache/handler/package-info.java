/**
 * Internal: what is fixed for each handler that reads when the application starts.
 */
@NullMarked
package io.github.conditionalcache.handler;

import org.jspecify.annotations.NullMarked;
