package io.github.conditionalcache.registry;

import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.placement.Placement;

import org.springframework.web.method.HandlerMethod;

/**
 * A managed handler that reads.
 *
 * @param mapped the handler as it was mapped
 * @param policy its policy
 * @param placement where the gate stands
 */
public record ReadHandler(HandlerMethod mapped, ReadPolicy policy, Placement placement) implements RegisteredHandler {

	/**
	 * Returns whether a date may decide at the gate. It may not where services inside the
	 * handler authorise as well: anybody can send a date, without knowing anything.
	 * @return {@code false} if a service may still deny
	 */
	public boolean provesDates() {
		return this.placement.provesDates();
	}

	/**
	 * Returns whether the arguments of the handler matter: for its version, or for the
	 * tag of its answer.
	 * @return whether a gate has to see them
	 */
	public boolean needsGate() {
		return this.policy.used() != null || this.policy.selectors().readArguments();
	}

}
