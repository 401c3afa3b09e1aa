package io.github.conditionalcache.benchmarks.http;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A way to answer, and the tag by which one sees that it is this one.
 */
enum Variant {

	BARE("bare", Stack.PLAIN, "bare", null), //
	UNMANAGED("unmanaged", Stack.UNMANAGED, "bare", null), //
	DISABLED("disabled", Stack.DISABLED, "bare", null), //
	SHALLOW("shallow", Stack.SHALLOW, "bare", "\"0[0-9a-f]{32}\""), //
	CHECK("check", Stack.PLAIN, "check", "\"\\d{13}\""), //
	BY_HAND("by-hand", Stack.PLAIN, "by-hand", "W/\"by\\.hand\\.[^\"]+\""), //
	ENTITY("entity", Stack.PLAIN, "entity", "\"\\d{13}\""), //
	BODY("body", Stack.STARTER, "body", "W/\"[0-9a-v]{26}\""), //
	BODY_XXH3("body-xxh3", Stack.STARTER_XXH3, "body", "W/\"[0-9a-v]{26}\""), //
	VALUE("value", Stack.STARTER, "value", "W/\"[0-9a-v]{26}\\.[0-9a-v]{13}\""), //
	EARLY("early", Stack.STARTER, "early", "W/\"[0-9a-v]{26}\\.[0-9a-v]{13}\""), //
	EARLY_PLAIN("early-plain", Stack.STARTER, "early-plain", "W/\"[0-9a-v]{26}\\.[0-9a-v]{13}\""), //
	JETTY_BARE("jetty-bare", Stack.JETTY_PLAIN, "bare", null), //
	JETTY_SHALLOW("jetty-shallow", Stack.JETTY_SHALLOW, "bare", "\"0[0-9a-f]{32}\""), //
	JETTY_CHECK("jetty-check", Stack.JETTY_PLAIN, "check", "\"\\d{13}\""), //
	JETTY_ENTITY("jetty-entity", Stack.JETTY_PLAIN, "entity", "\"\\d{13}\""), //
	JETTY_BODY("jetty-body", Stack.JETTY_STARTER, "body", "W/\"[0-9a-v]{26}\""), //
	JETTY_VALUE("jetty-value", Stack.JETTY_STARTER, "value", "W/\"[0-9a-v]{26}\\.[0-9a-v]{13}\""), //
	JETTY_EARLY("jetty-early", Stack.JETTY_STARTER, "early", "W/\"[0-9a-v]{26}\\.[0-9a-v]{13}\"");

	private final String id;

	private final Stack stack;

	private final String path;

	private final @Nullable Pattern tag;

	Variant(String id, Stack stack, String path, @Nullable String tag) {
		this.id = id;
		this.stack = stack;
		this.path = path;
		this.tag = (tag != null) ? Pattern.compile(tag) : null;
	}

	String id() {
		return this.id;
	}

	Stack stack() {
		return this.stack;
	}

	String path(Payload payload) {
		String path = "/" + this.path + "/" + payload.id();
		return this.path.endsWith("-plain") ? path : path + "/1";
	}

	boolean isTagged() {
		return this.tag != null;
	}

	/**
	 * Returns whether the tag comes from a version and not from the content.
	 * @return whether there is a version
	 */
	boolean isVersioned() {
		return this.path.matches("check|by-hand|entity|value|early.*");
	}

	boolean accepts(@Nullable String entityTag) {
		Pattern expected = this.tag;
		if (expected == null || entityTag == null) {
			return expected == null && entityTag == null;
		}
		return expected.matcher(entityTag).matches();
	}

}
