package io.github.conditionalcache.answer;

/**
 * What is told and checked beyond the meters, changeable while the application runs.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class DiagnosticSettings {

	private volatile boolean explainHeader;

	private volatile boolean serverTiming;

	private volatile double verifySampleRate;

	/**
	 * Whether responses carry the result and the reason in a field
	 * {@code Conditional-Cache}.
	 * @return {@code true} if they do
	 */
	public boolean isExplainHeader() {
		return this.explainHeader;
	}

	/**
	 * Sets whether responses carry the result and the reason in a field
	 * {@code Conditional-Cache}.
	 * @param explainHeader whether they do
	 */
	public void setExplainHeader(boolean explainHeader) {
		this.explainHeader = explainHeader;
	}

	/**
	 * Whether responses carry the result and the reason in Server-Timing.
	 * @return {@code true} if they do
	 */
	public boolean isServerTiming() {
		return this.serverTiming;
	}

	/**
	 * Sets whether responses carry the result and the reason in Server-Timing.
	 * @param serverTiming whether they do
	 */
	public void setServerTiming(boolean serverTiming) {
		this.serverTiming = serverTiming;
	}

	/**
	 * The share of GETs whose declared version is verified against the content.
	 * @return the share, from 0 to 1
	 */
	public double getVerifySampleRate() {
		return this.verifySampleRate;
	}

	/**
	 * Sets the share of GETs whose declared version is verified against the content.
	 * @param verifySampleRate the share
	 * @throws IllegalArgumentException if it is not between 0 and 1
	 */
	public void setVerifySampleRate(double verifySampleRate) {
		if (!(verifySampleRate >= 0 && verifySampleRate <= 1)) {
			throw new IllegalArgumentException(
					"'verifySampleRate' must be between 0 and 1 but was [%s]".formatted(verifySampleRate));
		}
		this.verifySampleRate = verifySampleRate;
	}

}
