package io.github.conditionalcache.precondition;

/**
 * How If-Match compares on methods that write (RFC 9110 §13.1.1).
 *
 * @param acrossVariants whether a tag of this library's two-part form matches by its
 * first part, so that another language or a deployment between reading and writing is no
 * conflict, nor a suffix that a compressing proxy has added; other tags always match as a
 * whole
 * @param weak whether weak tags match too. The standard wants strong comparison; weak
 * tags are for applications that know theirs to tell every change apart
 * @since 0.1.0
 */
public record IfMatchComparison(boolean acrossVariants, boolean weak) {

	/**
	 * By the letter of the standard: whole tags, strongly.
	 */
	public static final IfMatchComparison EXACT = new IfMatchComparison(false, false);

	/**
	 * The same comparison, with weak tags matching too.
	 * @return the weak comparison
	 */
	IfMatchComparison asWeak() {
		return this.weak ? this : new IfMatchComparison(this.acrossVariants, true);
	}

	boolean matches(EntityTag given, EntityTag current) {
		if (!this.weak && (given.isWeak() || current.isWeak())) {
			return false;
		}
		return given.weaklyEquals(current) || (this.acrossVariants && TwoPartTag.haveSameState(given, current));
	}

}
