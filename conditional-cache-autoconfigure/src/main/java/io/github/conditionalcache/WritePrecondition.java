package io.github.conditionalcache;

import org.jspecify.annotations.Nullable;

/**
 * The preconditions of the current request, as a parameter of a {@link ConditionalWrite}
 * handler. They held when the handler was called; with this they can be checked once more
 * inside the transaction, against the row that is locked or about to be written. Not for
 * use after the request.
 *
 * <p>
 * Where nothing is checked, on excluded paths and with
 * {@code conditional-cache.enabled=false}, none of its methods does anything.
 *
 * @since 0.1.0
 */
public interface WritePrecondition {

	/**
	 * Whether the request carries a precondition.
	 * @return {@code false} if every version will do
	 */
	boolean isConditional();

	/**
	 * Checks the preconditions against a version read just now. Does nothing if there are
	 * none.
	 * @param version the version, of the same kind and value as the declared one;
	 * {@code null} if there is no such representation
	 * @throws IllegalArgumentException if it is of another kind, such as text where a
	 * number is declared, and so could never be equal
	 * @throws WriteRefusedException if a precondition is false; it is answered 412, and
	 * rolls a transaction back as any unchecked exception does
	 */
	void check(@Nullable Object version);

	/**
	 * Tells the version of the representation after this write. A 200 with the new
	 * representation, or a 201, then carries its entity tag. It must be the version of
	 * just what is answered: one read again later may be another's.
	 * @param version the version, of the same kind as the declared one
	 * @throws IllegalArgumentException if it is of another kind
	 */
	void written(Object version);

	/**
	 * Tells the version as {@link #written(Object)} does, and that the content of the
	 * request was stored without any change. A 204 then carries the entity tag too (RFC
	 * 9110 §9.3.4), and the client need not read the content that it has just sent.
	 * @param version the version, of the same kind as the declared one
	 */
	default void storedAsSent(Object version) {
		written(version);
	}

}
