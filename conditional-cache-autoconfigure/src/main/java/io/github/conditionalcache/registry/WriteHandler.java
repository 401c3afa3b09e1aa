package io.github.conditionalcache.registry;

import java.util.List;

import io.github.conditionalcache.handler.write.WritePolicy;
import io.github.conditionalcache.placement.Placement;
import io.github.conditionalcache.security.HandlerRules;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;

/**
 * A handler that writes under preconditions.
 *
 * @param mapped the handler as it was mapped
 * @param policy its policy
 * @param placement where the gate stands
 * @param readers the handlers that may answer GET for the written resource, with their
 * rules
 */
public record WriteHandler(HandlerMethod mapped, WritePolicy policy, Placement placement,
		List<Reader> readers) implements RegisteredHandler {

	/**
	 * A handler that answers GET for the written resource.
	 *
	 * @param mapped the handler as the write knows it
	 * @param rules the rules that its authorisation consists of
	 */
	public record Reader(WritePolicy.Reader mapped, HandlerRules rules) {

		public HandlerMethod handler() {
			return this.mapped.handler();
		}

		/**
		 * Returns whether the rules let the current user in.
		 * @param arguments arguments of the write
		 * @return {@code false} also if that is not known
		 */
		public boolean admits(@Nullable Object[] arguments) {
			return this.mapped.admits(this.rules, arguments);
		}

	}

}
