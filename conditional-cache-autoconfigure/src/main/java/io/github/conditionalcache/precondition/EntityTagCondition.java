package io.github.conditionalcache.precondition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;

/**
 * The value of an If-Match or If-None-Match field over all its lines: {@code *}, a list
 * of tags, or unreadable. That the field is absent is {@code null}. A list is as long as
 * the container lets the field be: a tag that was left out could be the current one, and
 * a write would be performed that the client had forbidden.
 */
final class EntityTagCondition {

	private static final EntityTagCondition ANY = new EntityTagCondition(List.of());

	private static final EntityTagCondition UNREADABLE = new EntityTagCondition(List.of());

	private final List<EntityTag> tags;

	private EntityTagCondition(List<EntityTag> tags) {
		this.tags = tags;
	}

	static @Nullable EntityTagCondition parse(List<String> lines) {
		if (lines.isEmpty()) {
			return null;
		}
		// Most fields name a single tag
		EntityTag only = (lines.size() == 1) ? EntityTag.parse(lines.get(0)) : null;
		return (only != null) ? new EntityTagCondition(List.of(only)) : new Reader().read(lines);
	}

	boolean isAny() {
		return this == ANY;
	}

	/**
	 * Whether there is anything that could match.
	 * @return {@code false} for an empty list and for what can't be read
	 */
	boolean names() {
		return isAny() || !this.tags.isEmpty();
	}

	/**
	 * Whether one of the tags matches the current one.
	 * @param current the tag of the representation
	 * @param comparison compares a given tag with the current one
	 * @return {@code true} at the first that does
	 */
	boolean matches(EntityTag current, BiPredicate<EntityTag, EntityTag> comparison) {
		for (int i = 0; i < this.tags.size(); i++) {
			if (comparison.test(this.tags.get(i), current)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Reads each line for itself: what a line leaves open is not closed by the next.
	 */
	private static final class Reader {

		private final List<EntityTag> tags = new ArrayList<>();

		private int asterisks;

		EntityTagCondition read(List<String> lines) {
			for (String line : lines) {
				if (!readLine(new FieldScanner(line))) {
					return UNREADABLE;
				}
			}
			if (this.asterisks == 0) {
				return new EntityTagCondition(this.tags);
			}
			return (this.asterisks == 1 && this.tags.isEmpty()) ? ANY : UNREADABLE;
		}

		private boolean readLine(FieldScanner line) {
			do {
				line.skipWhitespace();
				boolean emptyElement = line.atEnd() || line.at(',');
				if (!emptyElement && !readMember(line)) {
					return false;
				}
				line.skipWhitespace();
			}
			while (line.accept(','));
			return line.atEnd();
		}

		private boolean readMember(FieldScanner line) {
			if (line.accept('*')) {
				this.asterisks++;
				return true;
			}
			EntityTag tag = line.entityTag();
			if (tag != null) {
				this.tags.add(tag);
			}
			return tag != null;
		}

	}

}
