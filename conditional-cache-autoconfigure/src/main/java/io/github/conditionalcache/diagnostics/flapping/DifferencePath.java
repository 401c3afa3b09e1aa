package io.github.conditionalcache.diagnostics.flapping;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A place in a JSON document where two documents differ, or the parent of such places. It
 * knows the way there and nothing of the values.
 */
final class DifferencePath {

	private static final String ANY = "*";

	private static final int MOST_TOLD = 10;

	private static final int LONGEST_TOLD = 200;

	private static final int MOST_PROPERTIES = 10;

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

	private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);

	private final Map<String, DifferencePath> inner = new LinkedHashMap<>();

	private final int enoughForAny;

	private DifferencePath(int enoughForAny) {
		this.enoughForAny = enoughForAny;
	}

	static DifferencePath of(Kind kind) {
		return new DifferencePath(0).with(kind);
	}

	static DifferencePath inArray(int size) {
		return new DifferencePath(size);
	}

	static DifferencePath inObject() {
		return new DifferencePath(MOST_PROPERTIES + 1);
	}

	DifferencePath with(Kind kind) {
		this.kinds.add(kind);
		return this;
	}

	void put(String name, DifferencePath place) {
		this.inner.put(name, place);
	}

	/**
	 * Returns where two pairs of documents both differ: the same places, or their parents
	 * the places of both.
	 * @param other where the other pair differs
	 * @return the common places, at least one
	 */
	DifferencePath common(DifferencePath other) {
		DifferencePath common = new DifferencePath(Math.max(this.enoughForAny, other.enoughForAny));
		common.kinds.addAll(this.kinds);
		common.kinds.retainAll(other.kinds);
		this.inner.forEach((name, place) -> {
			DifferencePath counterpart = other.inner.get(name);
			if (counterpart != null) {
				common.put(name, place.common(counterpart));
			}
		});
		return (common.kinds.isEmpty() && common.inner.isEmpty()) ? common.with(Kind.SOMEWHERE) : common;
	}

	/**
	 * Returns the same places, told once for all elements of an array where all of them
	 * differ, and for all properties of an object where so many differ that it is taken
	 * for a map.
	 * @return the places
	 */
	DifferencePath generalized() {
		DifferencePath general = new DifferencePath(this.enoughForAny);
		general.kinds.addAll(this.kinds);
		boolean any = !this.inner.isEmpty() && this.inner.size() >= this.enoughForAny;
		this.inner.forEach(
				(name, place) -> general.inner.merge(any ? ANY : name, place.generalized(), DifferencePath::addAll));
		return general;
	}

	private DifferencePath addAll(DifferencePath other) {
		this.kinds.addAll(other.kinds);
		other.inner.forEach((name, place) -> this.inner.merge(name, place, DifferencePath::addAll));
		return this;
	}

	/**
	 * Returns the places in words, at most ten of them.
	 * @return the words
	 */
	String describe() {
		List<String> told = new ArrayList<>();
		tell("", told);
		int more = count() - told.size();
		return String.join(", ", told) + ((more > 0) ? " and " + more + " more" : "");
	}

	private void tell(String pointer, List<String> told) {
		for (Kind kind : this.kinds) {
			if (told.size() < MOST_TOLD) {
				told.add(kind.describe(abbreviated(pointer)));
			}
		}
		this.inner.forEach((name, place) -> {
			if (told.size() < MOST_TOLD) {
				place.tell(pointer + "/" + escaped(name), told);
			}
		});
	}

	private static String abbreviated(String pointer) {
		return (pointer.length() > LONGEST_TOLD) ? pointer.substring(0, LONGEST_TOLD) + "…" : pointer;
	}

	// RFC 6901, section 3; characters that would spoil a log are lost
	private static String escaped(String name) {
		return UNPRINTABLE.matcher(name.replace("~", "~0").replace("/", "~1")).replaceAll("?");
	}

	private int count() {
		return this.kinds.size() + this.inner.values().stream().mapToInt(DifferencePath::count).sum();
	}

	/**
	 * The kinds of differences at a place.
	 */
	enum Kind {

		/**
		 * The value.
		 */
		VALUE("%s"),

		/**
		 * Now this, now that below the place.
		 */
		SOMEWHERE("something in %s"),

		/**
		 * How many elements an array has.
		 */
		SIZE("the number of elements of %s"),

		/**
		 * The order of an array with the same elements.
		 */
		ORDER("the order of %s"),

		/**
		 * Which properties an object has.
		 */
		NAMES("the property names of %s"),

		/**
		 * The order of an object's properties.
		 */
		PROPERTY_ORDER("the order of the properties of %s"),

		/**
		 * How the same values are written.
		 */
		FORMAT("its formatting");

		private final String words;

		Kind(String words) {
			this.words = words;
		}

		private String describe(String pointer) {
			return this.words.formatted(pointer.isEmpty() ? "the root" : pointer);
		}

	}

}
