package io.github.conditionalcache.selector;

import io.github.conditionalcache.tag.CanonicalBytes;
import org.jspecify.annotations.Nullable;

/**
 * The parts that are the same for every request of a handler: the handler itself, and the
 * deployed build of the application. Immutable.
 *
 * @param handlerId stable name of the handler, the same on every node
 * @param deployment identity of the deployment, or {@code null} if it does not count
 */
public record ConstantSelector(String handlerId, @Nullable String deployment) implements Selector {

	@Override
	public void addTo(CanonicalBytes variant, Selection selection) {
		variant.add(this.handlerId).add(this.deployment);
	}

	@Override
	public boolean tellsApart(Selection selection) {
		return false;
	}

}
