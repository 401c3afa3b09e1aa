package io.github.conditionalcache.version.marked;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.github.conditionalcache.Versioned;
import io.github.conditionalcache.tag.CanonicalBytes;
import io.github.conditionalcache.tag.ValueVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Reads the versions of returned values from the marks on their types.
 * <p>
 * {@link Versioned} and {@link io.github.conditionalcache.EtagVersion} are the
 * application's word and always trusted. The {@code @Version} of Spring Data or Jakarta
 * Persistence counts the writes of one row, so it is trusted only on types whose other
 * properties are stored in that row: none may be an association, an embedded or any other
 * object, transient, or computed by a getter without field.
 * {@link io.github.conditionalcache.EtagLastModified} alone is a version too, on the
 * application's word; a framework's {@code @LastModifiedDate} alone is not.
 * <p>
 * The state covers the type and the identity of a value: the properties annotated with
 * {@code @Id}, else the property named {@code id}. Two rows may well have the same
 * version number, and one of them replace the other, so elements of collections without
 * identity have no version, whoever marked it. Collections, arrays and pages have a
 * version when all their elements have one; empty ones have none, since nothing tells of
 * what type they are. Types that have no version are no error: their body can still be
 * hashed. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MarkedVersions {

	private static final ClassValue<TypeVersion> TYPES = new ClassValue<>() {

		@Override
		protected TypeVersion computeValue(Class<?> type) {
			return TypeVersion.of(type);
		}

	};

	private final List<ContainerReader> containers = new ArrayList<>();

	/**
	 * Create an instance that knows the containers of the libraries that are present.
	 */
	public MarkedVersions() {
		if (isPresent("org.springframework.data.domain.PageImpl")
				&& isPresent("org.springframework.data.web.PagedModel")) {
			this.containers.add(new SpringDataContainers());
		}
		if (isPresent("org.springframework.hateoas.RepresentationModel")) {
			this.containers.add(new HateoasContainers());
		}
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, MarkedVersions.class.getClassLoader());
	}

	/**
	 * Read the version of a value. Exceptions from its getters are passed on.
	 * @param value the value that a handler returned as the body
	 * @return the version, or {@code null} if there is none
	 */
	public @Nullable ValueVersion read(@Nullable Object value) {
		return read(value, false);
	}

	@Nullable ValueVersion read(@Nullable Object value, boolean element) {
		if (value instanceof Optional<?> optional) {
			return read(optional.orElse(null), element);
		}
		if (value == null) {
			return null;
		}
		for (ContainerReader container : this.containers) {
			if (container.supports(value)) {
				return container.read(value, element, this);
			}
		}
		return (value instanceof Versioned) ? readMarks(value, element) : readElements(value, element);
	}

	private @Nullable ValueVersion readElements(Object value, boolean element) {
		if (value instanceof Collection<?> collection) {
			return readAll(new CanonicalBytes().add("list"), collection);
		}
		if (value instanceof Object[] array) {
			return readAll(new CanonicalBytes().add("list"), Arrays.asList(array));
		}
		return readMarks(value, element);
	}

	@Nullable ValueVersion readMarks(Object value, boolean element) {
		return TYPES.get(value.getClass()).read(value, element);
	}

	@Nullable ValueVersion readAll(CanonicalBytes state, Collection<?> elements) {
		int count = 0;
		for (Object value : elements) {
			ValueVersion version = read(value, true);
			if (version == null) {
				return null;
			}
			state.add(version.state());
			count++;
		}
		return (count > 0) ? new ValueVersion(state.add(count).toByteArray(), null, true) : null;
	}

}
