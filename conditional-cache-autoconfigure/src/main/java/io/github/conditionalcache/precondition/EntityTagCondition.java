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
		return (lines.size() == 1) ? parse(lines.get(0)) : parseList(lines);
	}

	private static EntityTagCondition parse(String line) {
		// Most fields name a single tag
		EntityTag only = new FieldScanner(line).onlyEntityTag();
		if (only != null) {
			return new EntityTagCondition(List.of(only));
		}
		return isAsterisk(new FieldScanner(line)) ? ANY : parseList(List.of(line));
	}

	private static boolean isAsterisk(FieldScanner line) {
		line.skipWhitespace();
		boolean asterisk = line.accept('*');
		line.skipWhitespace();
		return asterisk && line.atEnd();
	}

	// A string that a line leaves open is not closed by the next
	private static EntityTagCondition parseList(List<String> lines) {
		List<EntityTag> tags = new ArrayList<>();
		for (String line : lines) {
			if (!readInto(tags, new FieldScanner(line))) {
				return UNREADABLE;
			}
		}
		return new EntityTagCondition(tags);
	}

	private static boolean readInto(List<EntityTag> tags, FieldScanner line) {
		do {
			line.skipWhitespace();
			boolean emptyElement = line.atEnd() || line.at(',');
			if (!emptyElement) {
				EntityTag tag = line.entityTag();
				if (tag == null) {
					return false;
				}
				tags.add(tag);
				line.skipWhitespace();
			}
		}
		while (line.accept(','));
		return line.atEnd();
	}

	boolean isAny() {
		return this == ANY;
	}

	boolean isUnreadable() {
		return this == UNREADABLE;
	}

	/**
	 * Whether this is a list without a tag, which nothing can match.
	 * @return {@code false} for a field that can't be read, too
	 */
	boolean isEmptyList() {
		return !isAny() && !isUnreadable() && this.tags.isEmpty();
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

}
