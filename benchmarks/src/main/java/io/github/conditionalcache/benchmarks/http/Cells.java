package io.github.conditionalcache.benchmarks.http;

import java.util.ArrayList;
import java.util.List;

/**
 * All that is measured side by side.
 */
public final class Cells {

	private static final List<Payload> CONTENTS = List.of(Payload.SMALL, Payload.MEDIUM, Payload.LARGE, Payload.ROWS);

	private static final List<Variant> TOMCAT = List.of(Variant.BARE, Variant.UNMANAGED, Variant.SHALLOW, Variant.CHECK,
			Variant.ENTITY, Variant.BODY, Variant.BODY_XXH3, Variant.VALUE, Variant.EARLY);

	// Those that differ before or after the data are there
	private static final List<Variant> SLOW = List.of(Variant.BARE, Variant.SHALLOW, Variant.BODY, Variant.EARLY);

	private static final List<Variant> JETTY = List.of(Variant.JETTY_BARE, Variant.JETTY_SHALLOW, Variant.JETTY_CHECK,
			Variant.JETTY_ENTITY, Variant.JETTY_BODY, Variant.JETTY_VALUE, Variant.JETTY_EARLY);

	private Cells() {
	}

	/**
	 * Returns what is measured on Tomcat.
	 * @return the cells, the empty controllers first
	 */
	public static List<Cell> tomcat() {
		List<Cell> cells = new ArrayList<>();
		cells.add(Cell.floor("floor/204", Stack.PLAIN, "/floor/16k"));
		cells.add(Cell.floor("floor-id/204", Stack.PLAIN, "/floor/16k/1"));
		cells.add(Cell.of(Variant.BY_HAND, Payload.MEDIUM, 304));
		cells.add(Cell.of(Variant.EARLY_PLAIN, Payload.MEDIUM, 304));
		for (Variant variant : TOMCAT) {
			CONTENTS.forEach((payload) -> add(cells, variant, payload));
		}
		cells.add(Cell.of(Variant.DISABLED, Payload.MEDIUM, 200));
		SLOW.forEach((variant) -> add(cells, variant, Payload.SLOW));
		cells.add(Cell.of(Variant.BARE, Payload.HUGE, 200));
		return cells;
	}

	/**
	 * Returns what is measured on Jetty: enough to see whether it is as on Tomcat.
	 * @return the cells
	 */
	public static List<Cell> jetty() {
		List<Cell> cells = new ArrayList<>();
		cells.add(Cell.floor("jetty-floor/204", Stack.JETTY_PLAIN, "/floor/16k"));
		cells.add(Cell.floor("jetty-floor-id/204", Stack.JETTY_PLAIN, "/floor/16k/1"));
		JETTY.forEach((variant) -> add(cells, variant, Payload.MEDIUM));
		return cells;
	}

	private static void add(List<Cell> cells, Variant variant, Payload payload) {
		// What declares or sets a version only differs from the rest when it is told
		if (!variant.isTagged() || !variant.isVersioned() || payload == Payload.MEDIUM) {
			cells.add(Cell.of(variant, payload, 200));
		}
		if (variant.isTagged()) {
			cells.add(Cell.of(variant, payload, 304));
		}
	}

}
