package io.github.conditionalcache.answer;

/**
 * The diagnostics beyond the meters, changeable while the application runs. Thread-safe.
 *
 * @since 0.1.0
 */
public final class DiagnosticSettings {

	private volatile boolean explainHeader;

	private volatile boolean serverTiming;

	private volatile double verifySampleRate;

	/**
	 * Creates the settings that the application starts with.
	 * @param explainHeader whether responses carry the result and the reason in a field
	 * {@code Conditional-Cache}
	 * @param serverTiming whether they carry them in Server-Timing
	 * @param verifySampleRate the share of GETs whose declared version is verified
	 * @throws IllegalArgumentException if the share is not between 0 and 1
	 */
	public DiagnosticSettings(boolean explainHeader, boolean serverTiming, double verifySampleRate) {
		this.explainHeader = explainHeader;
		this.serverTiming = serverTiming;
		this.verifySampleRate = requireShare(verifySampleRate);
	}

	/**
	 * Returns whether a number is the share of something.
	 * @param number the number
	 * @return whether it is between 0 and 1
	 */
	public static boolean isShare(double number) {
		return number >= 0 && number <= 1;
	}

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
		this.verifySampleRate = requireShare(verifySampleRate);
	}

	private static double requireShare(double verifySampleRate) {
		if (!isShare(verifySampleRate)) {
			throw new IllegalArgumentException(
					"'verifySampleRate' must be between 0 and 1 but was [%s]".formatted(verifySampleRate));
		}
		return verifySampleRate;
	}

}
