package io.github.conditionalcache.placement;

import org.jspecify.annotations.Nullable;

/**
 * Where the gate stands for one handler.
 *
 * @param place the place
 * @param reason why it is not a place to decide early, or {@code null} if it is. Writes
 * are decided early all the same.
 * @param ruled whether a rule of the handler's own has decided before it who may call
 */
public record Placement(Place place, @Nullable String reason, boolean ruled) {

	static final Placement HANDLER = new Placement(Place.HANDLER, null, false);

	static final Placement PROXY = new Placement(Place.PROXY, null, false);

	static final Placement PROXY_CACHED = new Placement(Place.PROXY_CACHED, null, false);

	/**
	 * For handlers without a version.
	 */
	public static final Placement NOT_NEEDED = none("no version is declared");

	/**
	 * For handlers of which nothing was known when the application started.
	 */
	public static final Placement UNSETTLED = unseen("it was mapped after the application had started");

	static Placement late(String reason) {
		return new Placement(Place.LATE, reason, false);
	}

	static Placement unseen(String reason) {
		return new Placement(Place.UNSEEN, reason, false);
	}

	static Placement none(String reason) {
		return new Placement(Place.NONE, reason, false);
	}

	Placement waiting(String why) {
		return new Placement(this.place, why, this.ruled);
	}

	Placement ruled(boolean ruled) {
		return new Placement(this.place, this.reason, ruled);
	}

	/**
	 * The places.
	 */
	public enum Place {

		/**
		 * Before the bean is called: nothing else stands before it.
		 */
		HANDLER,

		/**
		 * In the bean's proxy, inside what authorises the call.
		 */
		PROXY,

		/**
		 * In the bean's proxy, with a cache behind it: what comes out of the cache may be
		 * older than the version, and is not labelled with it.
		 */
		PROXY_CACHED,

		/**
		 * In the bean's proxy, next to the handler, to read the version only.
		 */
		PROXY_LATE,

		/**
		 * Before the bean is called, to read the version only. It decides when the
		 * handler has returned.
		 */
		LATE,

		/**
		 * As {@link #LATE}, if the bean of the request turns out to be no proxy: behind
		 * one, the answer could come from a cache and be older than the version.
		 */
		UNSEEN,

		/**
		 * Nowhere: the handler is called by an adapter that has no gate.
		 */
		NONE

	}

}
