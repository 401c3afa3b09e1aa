package io.github.conditionalcache.selector.handler;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.conditionalcache.selector.Selector;
import io.github.conditionalcache.selector.format.FormatSelector;
import org.jspecify.annotations.Nullable;

/**
 * The request fields that select between the representations of a handler.
 *
 * @param all names of fields, each once
 * @param vary those that answers name in {@code Vary}, each once
 */
record SelectingFields(List<String> all, List<String> vary) {

	static final SelectingFields NONE = new SelectingFields(List.of(), List.of());

	SelectingFields {
		all = distinct(all);
		vary = distinct(vary);
	}

	private static List<String> distinct(List<String> names) {
		Set<String> known = new LinkedHashSet<>();
		return names.stream().filter((name) -> known.add(name.toLowerCase(Locale.ROOT))).toList();
	}

	/**
	 * Finds the fields of selectors.
	 * @param format selects the format, or {@code null} if nothing does
	 * @param selectors the other selectors
	 * @param declared request fields that are declared to select
	 * @param named whether all fields that select are named in {@code Vary}, not only
	 * those that are declared
	 * @return the fields
	 */
	static SelectingFields of(@Nullable FormatSelector format, List<Selector> selectors, List<String> declared,
			boolean named) {
		List<String> selecting = new ArrayList<>((format != null) ? format.fields() : List.of());
		selectors.forEach((selector) -> selecting.addAll(selector.fields()));
		return new SelectingFields(selecting, named ? selecting : declared);
	}

	/**
	 * Returns the fields that answers don't name in {@code Vary}.
	 * @return names of fields, each once
	 */
	List<String> unnamed() {
		return this.all.stream().filter((field) -> this.vary.stream().noneMatch(field::equalsIgnoreCase)).toList();
	}

}
