package io.github.conditionalcache.version.marked;

import java.util.Set;

import io.github.conditionalcache.tag.CanonicalBytes;
import io.github.conditionalcache.tag.CanonicalValues;
import io.github.conditionalcache.tag.ValueVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;
import org.springframework.data.web.PagedModel;

/**
 * Pages and slices of Spring Data. Exactly its own classes: a subclass may have
 * properties that are not covered here.
 */
final class SpringDataContainers implements ContainerReader {

	private static final Set<Class<?>> TYPES = Set.of(PageImpl.class, SliceImpl.class, PagedModel.class);

	@Override
	public boolean supports(Object value) {
		return TYPES.contains(value.getClass());
	}

	@Override
	public @Nullable ValueVersion read(Object value, boolean element, MarkedVersions versions) {
		CanonicalBytes state = new CanonicalBytes().add(value.getClass().getName());
		if (value instanceof PagedModel<?> model) {
			PagedModel.PageMetadata page = model.getMetadata();
			state
				.add((page != null)
						? CanonicalValues
							.toBytes(new long[] { page.size(), page.number(), page.totalElements(), page.totalPages() })
						: null);
			return versions.readAll(state, model.getContent());
		}
		Slice<?> slice = (Slice<?>) value;
		return addRequest(state, slice.getPageable()) ? readAll(state, slice, versions) : null;
	}

	private static @Nullable ValueVersion readAll(CanonicalBytes state, Slice<?> slice, MarkedVersions versions) {
		state.add(slice.getNumber()).add(slice.getSize()).add(slice.hasNext());
		if (slice instanceof Page<?> page) {
			state.add(page.getTotalElements());
		}
		addSort(state, slice.getSort());
		return versions.readAll(state, slice.getContent());
	}

	private static boolean addRequest(CanonicalBytes state, Pageable request) {
		state.add(request.isPaged());
		if (request.isUnpaged()) {
			return true;
		}
		state.add(request.getPageNumber()).add(request.getPageSize());
		addSort(state, request.getSort());
		return request.getClass() == PageRequest.class;
	}

	private static void addSort(CanonicalBytes state, Sort sort) {
		for (Sort.Order order : sort) {
			state.add(order.getProperty())
				.add(order.getDirection().name())
				.add(order.getNullHandling().name())
				.add(order.isIgnoreCase());
		}
		state.addAbsent();
	}

}
