package io.github.conditionalcache.change;

import org.jspecify.annotations.Nullable;

/**
 * Thrown to a writer whose change can't be noted. Were its transaction committed all the
 * same, readers would be answered 304 for data that has changed; so the transaction has
 * to be rolled back, as Spring does for every unchecked exception.
 *
 * @since 0.1.0
 */
public final class ChangeTagsUnavailableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message why the change can't be noted
	 * @param cause the failure, or {@code null}
	 */
	public ChangeTagsUnavailableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
