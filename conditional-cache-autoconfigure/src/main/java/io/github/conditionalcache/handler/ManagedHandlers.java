package io.github.conditionalcache.handler;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The handlers that answer under preconditions. Empty until the application has started;
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class ManagedHandlers {

	private volatile List<ManagedHandler> all = List.of();

	/**
	 * Returns all of them.
	 * @return the handlers, ordered by name
	 */
	public List<ManagedHandler> all() {
		return this.all;
	}

	/**
	 * Returns the handler of a name.
	 * @param name the name
	 * @return the handler, or empty if there is none
	 */
	public Optional<ManagedHandler> named(String name) {
		return this.all.stream().filter((handler) -> handler.name().equals(name)).findFirst();
	}

	/**
	 * Takes over the results of the start.
	 * @param handlers the handlers
	 */
	public void settle(List<ManagedHandler> handlers) {
		this.all = handlers.stream().sorted(Comparator.comparing(ManagedHandler::name)).toList();
	}

}
