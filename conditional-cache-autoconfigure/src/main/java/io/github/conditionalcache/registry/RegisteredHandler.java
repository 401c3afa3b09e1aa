package io.github.conditionalcache.registry;

import io.github.conditionalcache.handler.HandlerIdentities;
import io.github.conditionalcache.placement.Placement;

import org.springframework.web.method.HandlerMethod;

/**
 * A managed handler with all that is fixed for it. Immutable.
 */
public sealed interface RegisteredHandler permits ReadHandler, WriteHandler {

	/**
	 * Returns the handler as it was mapped.
	 * @return the handler
	 */
	HandlerMethod mapped();

	/**
	 * Returns where the gate stands.
	 * @return the placement
	 */
	Placement placement();

	/**
	 * Returns whether a request that reaches the gate may know what the handler is about:
	 * no service authorises, or the handler has a rule of its own.
	 * @return {@code false} if a service may still deny
	 */
	default boolean provesAccess() {
		return placement().provesAccess();
	}

	/**
	 * Returns whether this is a handler that Spring MVC is about to call.
	 * @param handler the handler, whatever bean it was resolved with
	 * @return whether both were mapped as one
	 */
	default boolean isOf(HandlerMethod handler) {
		return mapped().equals(HandlerIdentities.registered(handler));
	}

}
