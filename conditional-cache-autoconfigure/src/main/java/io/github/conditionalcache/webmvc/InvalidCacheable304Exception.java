package io.github.conditionalcache.webmvc;

/**
 * Thrown at startup when {@link io.github.conditionalcache.Cacheable304} is used in a way
 * that can't work. Names the handler, the rule and the remedy.
 *
 * @since 0.1.0
 */
public final class InvalidCacheable304Exception extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	InvalidCacheable304Exception(String handler, String rule, String remedy) {
		super("@Cacheable304 on %s: %s".formatted(handler, rule));
		this.remedy = remedy;
	}

	/**
	 * Returns what to do about it.
	 * @return a sentence
	 */
	public String remedy() {
		return this.remedy;
	}

}
