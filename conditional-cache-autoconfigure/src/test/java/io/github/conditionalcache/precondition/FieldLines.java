package io.github.conditionalcache.precondition;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The fields of a request. In tables, {@code ++} stands between two lines of a field.
 */
final class FieldLines implements Function<String, List<String>> {

	static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

	static final InstantSource CLOCK = InstantSource.fixed(NOW);

	private final Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	FieldLines with(String name, @Nullable String table) {
		return (table != null) ? with(name, List.of(table.split(" \\+\\+ ", -1))) : this;
	}

	FieldLines with(String name, List<String> fieldLines) {
		this.lines.put(name, fieldLines);
		return this;
	}

	Preconditions of(String method) {
		return Preconditions.parse(method, this, CLOCK);
	}

	@Override
	public List<String> apply(String name) {
		return this.lines.getOrDefault(name, List.of());
	}

	/**
	 * Read the state of a representation from a table.
	 * @param table {@code absent}, {@code untagged} or an entity tag
	 * @param lastModified the modification date
	 * @return the validators
	 */
	static Validators state(String table, @Nullable Instant lastModified) {
		if (table.equals("absent")) {
			return Validators.absent();
		}
		EntityTag tag = EntityTag.parse(table);
		return (tag != null) ? Validators.of(tag, lastModified) : Validators.untagged(lastModified);
	}

}
