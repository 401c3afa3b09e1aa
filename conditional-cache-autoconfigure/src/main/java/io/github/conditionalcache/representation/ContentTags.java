package io.github.conditionalcache.representation;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.tag.EntityTags;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Entity tags from content: a hash over the bytes and the fields that tell how to read
 * them. Weak unless the handler says otherwise, since a compressing server sends other
 * bytes under the same tag. Thread-safe.
 */
public final class ContentTags {

	private final EntityTags tags;

	public ContentTags(EntityTags tags) {
		this.tags = tags;
	}

	public EntityTag of(HeldContent content, HttpServletResponse response, Strength strength) {
		return this.tags.ofBody((metadata) -> {
			metadata.add(response.getContentType());
			ContentMetadata.addTo(metadata, response);
		}, content::digestInto, strength == Strength.STRONG);
	}

}
