package io.github.conditionalcache.diagnostics.lint;

import org.jspecify.annotations.Nullable;

/**
 * Something in the application that was found at startup not to work as it seems meant.
 * Immutable.
 *
 * @param code names the check, such as {@code CC001}; stable from release to release
 * @param handler the handler's name, or {@code null} if it is not about one
 * @param problem the problem, a clause that goes on from the handler's name
 * @param remedy the remedy, in sentences
 * @since 0.1.0
 */
public record Finding(String code, @Nullable String handler, String problem, String remedy) {

	/**
	 * Describes the finding.
	 * @return code, handler and problem, as a sentence
	 */
	public String message() {
		return "%s %s%s.".formatted(this.code, (this.handler != null) ? this.handler + " " : "", this.problem);
	}

}
