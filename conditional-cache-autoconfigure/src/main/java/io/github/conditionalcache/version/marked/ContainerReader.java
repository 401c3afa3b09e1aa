package io.github.conditionalcache.version.marked;

import io.github.conditionalcache.tag.ValueVersion;
import org.jspecify.annotations.Nullable;

/**
 * Reads the versions of values that hold others, for one optional library.
 */
interface ContainerReader {

	boolean supports(Object value);

	@Nullable ValueVersion read(Object value, boolean element, MarkedVersions versions);

}
