package io.github.conditionalcache.precondition;

/**
 * The verdict of one precondition. That it was not asked is an answer of its own, since
 * the next step depends on it.
 */
enum Verdict {

	ABSENT, HOLDS, FAILS;

	static Verdict of(boolean holds) {
		return (holds ? HOLDS : FAILS);
	}

}
