package io.github.conditionalcache.security;

import org.springframework.aop.Advisor;

/**
 * The facts of the advice that authorises calls.
 *
 * @since 0.1.0
 */
public interface MethodAuthorization {

	/**
	 * For applications without Spring Security: no advice authorises.
	 */
	MethodAuthorization NONE = new MethodAuthorization() {

		@Override
		public boolean isPresent() {
			return false;
		}

		@Override
		public boolean isUnderstood() {
			return true;
		}

		@Override
		public boolean authorizes(Advisor advisor) {
			return false;
		}

		@Override
		public boolean decidesBeforeCall(Advisor advisor) {
			return false;
		}

		@Override
		public boolean enforces(Advisor advisor, String annotation) {
			return false;
		}

	};

	/**
	 * Returns whether the application authorises calls of methods at all.
	 * @return whether method security is on
	 */
	boolean isPresent();

	/**
	 * Returns whether all of its advice was told apart by a test when the application
	 * started.
	 * @return {@code false} if no advice is to be relied upon
	 */
	boolean isUnderstood();

	/**
	 * Returns whether an advisor belongs to the authorisation.
	 * @param advisor an advisor of a proxy
	 * @return whether it does
	 */
	boolean authorizes(Advisor advisor);

	/**
	 * Returns whether an advisor has decided once it proceeds, and lets the result be.
	 * @param advisor an advisor that authorises
	 * @return whether an answer given inside of it is authorised
	 */
	boolean decidesBeforeCall(Advisor advisor);

	/**
	 * Returns whether an advisor is there because of an annotation.
	 * @param advisor an advisor that authorises
	 * @param annotation name of the annotation's type
	 * @return whether it enforces it
	 */
	boolean enforces(Advisor advisor, String annotation);

}
