package io.github.conditionalcache.selector;

import java.util.List;

import io.github.conditionalcache.tag.CanonicalBytes;
import org.jspecify.annotations.Nullable;

import org.springframework.web.accept.ApiVersionHolder;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The API version that Spring MVC has read from the request. Immutable.
 *
 * @param fields request fields that carry it
 * @param unknown whether the part of the request that carries it is not known
 */
public record ApiVersionSelector(List<String> fields, boolean unknown) implements Selector {

	@Override
	public void addTo(CanonicalBytes variant, Selection selection) {
		variant.add(version(selection));
	}

	// The holder's own text is its identity, another one in each JVM
	private static @Nullable String version(Selection selection) {
		return (selection.request()
			.getAttribute(HandlerMapping.API_VERSION_ATTRIBUTE) instanceof ApiVersionHolder holder
				&& holder.hasVersion()) ? holder.getVersion().toString() : null;
	}

	@Override
	public boolean isPrivate() {
		return this.unknown;
	}

	@Override
	public boolean tellsApart(Selection selection) {
		return version(selection) != null;
	}

}
