/**
 * Internal: calls a handler behind the gate, which reads the version before the handler
 * reads its data.
 */
@NullMarked
package io.github.conditionalcache.webmvc.gate;

import org.jspecify.annotations.NullMarked;
