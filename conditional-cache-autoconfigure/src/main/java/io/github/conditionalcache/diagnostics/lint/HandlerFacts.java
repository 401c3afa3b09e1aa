package io.github.conditionalcache.diagnostics.lint;

import java.util.List;
import java.util.Set;

import io.github.conditionalcache.handler.ManagedHandler;
import org.jspecify.annotations.Nullable;

/**
 * A handler, and the parts of the application that concern it. Immutable.
 *
 * @param handler the handler
 * @param unreached those of its path patterns at which nothing is managed
 * @param compressed whether the server would compress its answers but for strong tags
 * @param stream type of an answer that is passed on piece by piece, {@code null} if it
 * may be held back
 * @param refused conditional request fields that scripts of the other origins that are
 * let in would need, but may not send
 * @param written whether another handler writes at its paths
 * @param overlapping handlers of GET with some of the paths where it writes, or with more
 * @param otherwise handlers of GET with its paths and another version than it compares
 * @param open whether it is answered for before its services authorise, and has no rule
 * of its own
 * @since 0.1.0
 */
public record HandlerFacts(ManagedHandler handler, Set<String> unreached, boolean compressed, @Nullable String stream,
		Set<String> refused, boolean written, List<String> overlapping, List<String> otherwise, boolean open) {

	boolean isRead() {
		return this.handler.access() == ManagedHandler.Access.READ;
	}

	boolean isWrite() {
		return this.handler.access() == ManagedHandler.Access.WRITE;
	}

	boolean isReached() {
		return !this.unreached.containsAll(this.handler.patterns());
	}

}
