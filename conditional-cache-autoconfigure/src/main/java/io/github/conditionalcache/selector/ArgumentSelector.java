package io.github.conditionalcache.selector;

import io.github.conditionalcache.tag.CanonicalBytes;

/**
 * A simple argument of the handler: whatever of the request it was made of, equal ones
 * make no difference. Immutable.
 *
 * @param index position of the parameter, from 0
 * @param isPrivate whether no request field is known to carry it
 */
public record ArgumentSelector(int index, boolean isPrivate) implements Selector {

	@Override
	public void addTo(CanonicalBytes variant, Selection selection) {
		SimpleValues.add(variant, selection.argument(this.index));
	}

	@Override
	public boolean readsArgument() {
		return true;
	}

	@Override
	public boolean tellsApart(Selection selection) {
		return true;
	}

}
