package io.github.conditionalcache.placement;

import io.github.conditionalcache.placement.Lateness.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Where the gate stands for one handler.
 *
 * @param place the place
 * @param lateness why it is not a place to decide early, or {@code null} if it is. Writes
 * are decided early all the same.
 * @param proof the proof that a request has given when it reaches the gate
 */
public record Placement(Place place, @Nullable Lateness lateness, Proof proof) {

	static final Placement HANDLER = new Placement(Place.HANDLER, null, Proof.NOTHING);

	static final Placement PROXY = new Placement(Place.PROXY, null, Proof.NOTHING);

	static final Placement PROXY_CACHED = new Placement(Place.PROXY_CACHED, null, Proof.NOTHING);

	/**
	 * For handlers without a version.
	 */
	static final Placement NOT_NEEDED = none(Lateness.of(Cause.NO_VERSION));

	/**
	 * For handlers of which nothing was known when the application started.
	 */
	public static final Placement UNSETTLED = unseen(Lateness.of(Cause.MAPPED_LATER));

	static Placement late(Lateness lateness) {
		return new Placement(Place.LATE, lateness, Proof.NOTHING);
	}

	static Placement unseen(Lateness lateness) {
		return new Placement(Place.UNSEEN, lateness, Proof.NOTHING);
	}

	static Placement none(Lateness lateness) {
		return new Placement(Place.NONE, lateness, Proof.NOTHING);
	}

	Placement waiting(Cause why) {
		return new Placement(this.place, Lateness.of(why), this.proof);
	}

	Placement proving(Proof other) {
		return new Placement(this.place, this.lateness, other);
	}

	/**
	 * Returns whether it is a place to decide early.
	 * @return whether nothing speaks against it
	 */
	public boolean mayBeEarly() {
		return this.lateness == null;
	}

	/**
	 * Returns whether a request that reaches the gate may know what the handler is about.
	 * @return {@code false} if a service may still deny
	 */
	public boolean provesAccess() {
		return this.proof != Proof.NOTHING;
	}

	/**
	 * Returns whether a date may decide at the gate.
	 * @return {@code false} if services inside the handler authorise
	 */
	public boolean provesDates() {
		return this.proof == Proof.ALL;
	}

	/**
	 * The proofs that a request may have given.
	 */
	public enum Proof {

		/**
		 * Nothing: services inside the handler may still deny.
		 */
		NOTHING,

		/**
		 * That it may know what the handler is about, since a rule of the handler's own
		 * has let it in. Services authorise as well, so the tag has to show what a date,
		 * which anybody can send, does not.
		 */
		ACCESS,

		/**
		 * All there is to prove: no service authorises.
		 */
		ALL;

		static Proof behind(boolean rule) {
			return rule ? ACCESS : NOTHING;
		}

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
		 * In the bean's proxy, inside the advice that authorises the call.
		 */
		PROXY,

		/**
		 * In the bean's proxy, with a cache behind it: a value from the cache may be
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
