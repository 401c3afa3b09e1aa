package io.github.conditionalcache.precondition;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An If-Range field (RFC 9110 §13.1.5): a tag, a date, or neither when it is unreadable.
 */
record IfRange(@Nullable EntityTag entityTag, @Nullable Instant date) {

	private static final IfRange UNREADABLE = new IfRange(null, null);

	static @Nullable IfRange parse(List<String> lines, InstantSource clock) {
		if (lines.isEmpty()) {
			return null;
		}
		if (lines.size() > 1) {
			return UNREADABLE;
		}
		EntityTag entityTag = EntityTag.parse(lines.get(0));
		return (entityTag != null) ? new IfRange(entityTag, null)
				: new IfRange(null, HttpDate.parse(lines.get(0), clock.instant()));
	}

}
