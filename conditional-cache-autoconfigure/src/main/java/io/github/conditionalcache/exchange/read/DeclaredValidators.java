package io.github.conditionalcache.exchange.read;

import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.github.conditionalcache.precondition.Validators;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Validators declared for a handler. Immutable.
 *
 * @param known the validators
 * @param ranFirst gives the validators that count once the handler has run, {@code null}
 * if it is spared or makes no difference
 * @param confirmation looks the version up once more, and returns whether it is still the
 * one that was read before the content; {@code null} if nobody will ask
 */
record DeclaredValidators(KnownValidators known, @Nullable Function<HttpServletResponse, Validators> ranFirst,
		@Nullable BooleanSupplier confirmation) {

	DeclaredValidators once(Function<HttpServletResponse, Validators> ran) {
		return new DeclaredValidators(this.known, ran, this.confirmation);
	}

	/**
	 * Returns the validators of an answer, once its fields are known.
	 * @param response the response with the application's fields
	 * @return the validators
	 */
	KnownValidators forAnswer(HttpServletResponse response) {
		return (this.ranFirst != null)
				? new KnownValidators(this.ranFirst.apply(response), this.known.kind(), this.known.phase())
				: this.known;
	}

	/**
	 * Returns whether the content is known to be that of the version. A label may be
	 * older than the content, but then a part of the content is no part of the content
	 * that had this label before.
	 * @return {@code false} if there was a write in between
	 */
	boolean areConfirmed() {
		return this.confirmation == null || this.confirmation.getAsBoolean();
	}

}
