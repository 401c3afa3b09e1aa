package io.github.conditionalcache.selector;

import io.github.conditionalcache.tag.CanonicalBytes;

/**
 * Something that selects by unknown inputs. It tells no two requests apart by itself: the
 * handler that it selects is part of the variant anyway. Immutable.
 */
public final class UnknownSelector implements Selector {

	@Override
	public void addTo(CanonicalBytes variant, Selection selection) {
		variant.addAbsent();
	}

	@Override
	public boolean isPrivate() {
		return true;
	}

	@Override
	public boolean tellsApart(Selection selection) {
		return true;
	}

}
