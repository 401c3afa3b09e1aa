package io.github.conditionalcache.version.marked;

import io.github.conditionalcache.tag.CanonicalBytes;
import io.github.conditionalcache.tag.CanonicalValues;
import io.github.conditionalcache.tag.ValueVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.hateoas.CollectionModel;
import org.springframework.hateoas.EntityModel;
import org.springframework.hateoas.Link;
import org.springframework.hateoas.PagedModel;
import org.springframework.hateoas.RepresentationModel;

/**
 * Representation models of Spring HATEOAS. Links are part of the representation and often
 * depend on who asks, so they are part of the state, and no model has a date: a date
 * would not tell two sets of links apart.
 */
final class HateoasContainers implements ContainerReader {

	@Override
	public boolean supports(Object value) {
		return value instanceof RepresentationModel<?>;
	}

	@Override
	public @Nullable ValueVersion read(Object value, boolean element, MarkedVersions versions) {
		CanonicalBytes state = new CanonicalBytes().add("model");
		if (!addLinks(state, (RepresentationModel<?>) value)) {
			return null;
		}
		if (value.getClass() == EntityModel.class) {
			return combine(state, versions.read(((EntityModel<?>) value).getContent(), element));
		}
		if (value.getClass() == CollectionModel.class) {
			return versions.readAll(state, ((CollectionModel<?>) value).getContent());
		}
		if (value.getClass() == PagedModel.class) {
			addMetadata(state, (PagedModel<?>) value);
			return versions.readAll(state, ((PagedModel<?>) value).getContent());
		}
		return combine(state, versions.readMarks(value, element));
	}

	// Affordances show in some media types, but there is no canonical form of them.
	private static boolean addLinks(CanonicalBytes state, RepresentationModel<?> model) {
		for (Link link : model.getLinks()) {
			if (!link.getAffordances().isEmpty()) {
				return false;
			}
			state.add(link.toString());
		}
		state.addAbsent();
		return true;
	}

	private static void addMetadata(CanonicalBytes state, PagedModel<?> model) {
		PagedModel.PageMetadata page = model.getMetadata();
		state.add((page != null)
				? CanonicalValues.toBytes(
						new long[] { page.getSize(), page.getNumber(), page.getTotalElements(), page.getTotalPages() })
				: null);
	}

	private static @Nullable ValueVersion combine(CanonicalBytes state, @Nullable ValueVersion content) {
		return (content != null)
				? new ValueVersion(state.add(content.state()).toByteArray(), null, content.collection()) : null;
	}

}
