package io.github.conditionalcache.selector.parameter;

import io.github.conditionalcache.selector.FieldSelector;
import io.github.conditionalcache.selector.Selection;
import io.github.conditionalcache.selector.Selector;
import io.github.conditionalcache.tag.CanonicalBytes;

/**
 * A request field that is different for each user, such as {@code Authorization}: the
 * answer is private, and the field is not named in {@code Vary}. Immutable.
 *
 * @param name name of the field
 */
record SecretFieldSelector(String name) implements Selector {

	@Override
	public void addTo(CanonicalBytes variant, Selection selection) {
		FieldSelector.add(variant, selection.request(), this.name);
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
