package io.github.conditionalcache;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Adds to the selectors of one representation among those of the same state, such as the
 * tenant, a feature switch, or a theme kept in a cookie. A bean of this type counts for
 * every tag but body hashes. Called on the request's thread, at most twice for each
 * request; implementations must be thread-safe. When one throws, the answer is as without
 * this library.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface VariantContributor {

	/**
	 * The parts of the request that select the representation. A write is compared with
	 * the tag that the next GET will have, so the value must not depend on the method.
	 * @param request the request
	 * @return a value of the types that {@link Cacheable304#version()} allows, the same
	 * on every node; {@code null} differs from every other value
	 */
	@Nullable Object variantOf(RequestView request);

	/**
	 * The request fields that {@link #variantOf(RequestView)} reads, such as
	 * {@code X-Tenant}. They are named in {@code Vary} (RFC 9110 §12.5.5). Without any,
	 * no shared cache can know which request gets which answer, so answers are sent as
	 * private. Called once, when the application starts.
	 * @return names of request fields
	 */
	default Collection<String> requestFields() {
		return List.of();
	}

}
