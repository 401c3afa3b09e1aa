package io.github.conditionalcache.version.declared;

import io.github.conditionalcache.version.expression.Arguments;
import io.github.conditionalcache.version.expression.Inputs;
import org.jspecify.annotations.Nullable;

/**
 * One of the parts that a declared version consists of, such as an expression or a bean.
 * Thread-safe.
 */
public interface VersionPart {

	/**
	 * Read instead of a version that is changing just now, so that the whole has none
	 * yet.
	 */
	Object UNSETTLED = new Object();

	/**
	 * Returns the declaration of the part.
	 * @return its kind and text
	 */
	DeclaredSource source();

	/**
	 * Returns everything that is read for the part. If the returned value is an input,
	 * the part is read after the handler has run, else before.
	 * @return the inputs
	 */
	Inputs inputs();

	/**
	 * Returns whether the part is read after the handler has run.
	 * @return whether the returned value is an input
	 */
	default boolean needsResult() {
		return inputs().result();
	}

	/**
	 * Reads the part.
	 * @param arguments the arguments of the handler
	 * @param result the value that the handler has returned, or {@code null} if that is
	 * no input
	 * @return the version, or the date, {@code null} if it is not known, or
	 * {@link #UNSETTLED}
	 * @throws RuntimeException if reading fails
	 */
	@Nullable Object read(Arguments arguments, @Nullable Object result);

	/**
	 * Returns the kind of the versions, if it is the same for all of them.
	 * @return the kind, or {@code null} if it is known from the values only
	 */
	default @Nullable VersionKind kind() {
		return null;
	}

	/**
	 * Returns whether the part is the date of a change.
	 * @return {@code false} for a version
	 */
	default boolean isDate() {
		return false;
	}

}
