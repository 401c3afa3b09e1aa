package io.github.conditionalcache.change.nodes;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * A node that clients can ask.
 */
@FunctionalInterface
interface Node {

	/**
	 * Returns where it is now.
	 * @return its address, or {@code null} while it does not run
	 */
	@Nullable URI address();

}
