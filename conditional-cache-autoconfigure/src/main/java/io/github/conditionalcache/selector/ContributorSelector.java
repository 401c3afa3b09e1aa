package io.github.conditionalcache.selector;

import java.util.List;

import io.github.conditionalcache.VariantContributor;
import io.github.conditionalcache.tag.CanonicalBytes;
import io.github.conditionalcache.tag.CanonicalValues;

/**
 * The selectors that a bean of the application adds. Thread-safe if the bean is.
 */
public final class ContributorSelector implements Selector {

	private final VariantContributor contributor;

	private final List<String> fields;

	public ContributorSelector(VariantContributor contributor) {
		this.contributor = contributor;
		this.fields = List.copyOf(contributor.requestFields());
	}

	@Override
	public void addTo(CanonicalBytes variant, Selection selection) {
		variant.add(CanonicalValues.toBytes(this.contributor.variantOf(selection)));
	}

	@Override
	public List<String> fields() {
		return this.fields;
	}

	@Override
	public boolean isPrivate() {
		return this.fields.isEmpty();
	}

	@Override
	public boolean tellsApart(Selection selection) {
		return true;
	}

}
