package io.github.conditionalcache.diagnostics;

import java.util.Collections;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A handler, and what the rest of the application does about it. Immutable.
 *
 * @param handler the handler
 * @param unreached those of its path patterns at which nothing is managed
 * @param compressed whether the server would compress its answers but for strong tags
 * @param stream type of an answer that is passed on piece by piece, {@code null} if it
 * may be held back
 * @param refused conditional request fields that scripts of the other origins that are
 * let in would need, but may not send
 * @since 0.1.0
 */
public record HandlerFacts(ManagedHandler handler, Set<String> unreached, boolean compressed, @Nullable String stream,
		Set<String> refused) {

	boolean isRead() {
		return this.handler.access() == ManagedHandler.Access.READ;
	}

	boolean isWrite() {
		return this.handler.access() == ManagedHandler.Access.WRITE;
	}

	boolean isReached() {
		return !this.unreached.containsAll(this.handler.patterns());
	}

	boolean sharesPathWith(HandlerFacts other) {
		return !Collections.disjoint(this.handler.patterns(), other.handler.patterns());
	}

}
