package io.github.conditionalcache.exchange.read;

import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.precondition.Validators;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Validators declared for a handler. Immutable.
 *
 * @param validators the validators
 * @param kind where they come from
 * @param phase when they were known
 * @param ranFirst gives the validators that count once the handler has run, {@code null}
 * if it is spared or makes no difference
 * @param confirmation looks the version up once more, and returns whether it is still the
 * one that was read before the content; {@code null} if nobody will ask
 */
public record DeclaredValidators(Validators validators, ValidatorKind kind, Phase phase,
		@Nullable Function<HttpServletResponse, Validators> ranFirst, @Nullable BooleanSupplier confirmation) {

	DeclaredValidators once(Function<HttpServletResponse, Validators> ran) {
		return new DeclaredValidators(this.validators, this.kind, this.phase, ran, this.confirmation);
	}

	/**
	 * Returns the validators of an answer, once its fields are known.
	 * @param response the response with the application's fields
	 * @return the validators
	 */
	Validators forAnswer(HttpServletResponse response) {
		return (this.ranFirst != null) ? this.ranFirst.apply(response) : this.validators;
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
