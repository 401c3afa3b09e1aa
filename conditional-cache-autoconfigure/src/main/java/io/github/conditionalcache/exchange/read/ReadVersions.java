package io.github.conditionalcache.exchange.read;

import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.answer.RepeatedFields;
import io.github.conditionalcache.exchange.ValidationCalls;
import io.github.conditionalcache.failure.Failures;
import io.github.conditionalcache.handler.AddedFields;
import io.github.conditionalcache.placement.EarlierReads;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.representation.RepresentationValidators;
import io.github.conditionalcache.tag.ValueVersion;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import io.github.conditionalcache.version.declared.VersionReading;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the declared version of a read: before the handler reads its data, so that a
 * tag is never newer than the content. Thread-safe.
 */
public final class ReadVersions {

	private final RepresentationValidators validators;

	private final ValidationCalls calls;

	private final EarlierReads earlier;

	private final ReadWarnings warnings;

	private final AddedFields added = new AddedFields();

	/**
	 * Creates the look-up.
	 * @param validators makes validators of versions
	 * @param calls runs the application's code
	 * @param earlier finds data that was read before the version
	 * @param warnings is told of versions that can't be used
	 */
	public ReadVersions(RepresentationValidators validators, ValidationCalls calls, EarlierReads earlier,
			ReadWarnings warnings) {
		this.validators = validators;
		this.calls = calls;
		this.earlier = earlier;
		this.warnings = warnings;
	}

	/**
	 * Reads the version before the handler runs, and declares the validators made of it
	 * unless they need the handler's result.
	 * @param exchange the exchange, its handler about to be called
	 * @param call the call
	 * @param arguments the arguments, as the advice outside has left them
	 * @param phase when the validators will count as known
	 */
	void read(ReadExchange exchange, ReadCall call, @Nullable Object[] arguments, Phase phase) {
		DeclaredVersion declared = exchange.readPolicy().used();
		if (declared == null) {
			return;
		}
		EarlierReads.Keeper keeper = declared.isOfGivenAlone() ? null : this.earlier.find();
		if (keeper != null) {
			this.warnings.versionIsNewer(exchange, keeper);
			return;
		}
		long start = System.nanoTime();
		try {
			VersionReading reading = this.calls.call(() -> {
				// On the thread of the look-up, whose time is limited: some containers
				// load the session for it
				exchange.user();
				return declared.read(arguments);
			});
			call.reading(reading);
			if (declared.isEarly()) {
				declare(exchange, reading, phase, confirmation(exchange, reading, null));
			}
			if (!declared.isOfGivenAlone()) {
				// An entity that the look-up loaded before it asked for the version is
				// older than the version
				this.earlier.forget();
			}
		}
		catch (Throwable ex) {
			this.warnings.validatorFailed(exchange, Failures.notFatal(ex));
		}
		finally {
			call.lookedUp(System.nanoTime() - start);
		}
	}

	/**
	 * Completes a version that needs the result of the handler.
	 * @param exchange the exchange
	 * @param result the value that the handler returned
	 */
	public void complete(ReadExchange exchange, @Nullable Object result) {
		DeclaredVersion declared = exchange.readPolicy().used();
		if (declared == null || declared.isEarly() || exchange.declared() != null || !exchange.knowsSelection()) {
			return;
		}
		ReadCall call = exchange.call();
		VersionReading reading = (call != null) ? call.reading() : null;
		if (reading == null && declared.isOfResultAlone()) {
			reading = declared.read(new Object[0]);
		}
		if (reading != null) {
			declare(exchange, reading.complete(result), Phase.VALUE,
					declared.isOfResultAlone() ? null : confirmation(exchange, reading, result));
		}
	}

	private void declare(ReadExchange exchange, VersionReading reading, Phase phase,
			@Nullable BooleanSupplier confirmation) {
		Validators found = validators(exchange, reading);
		if (found != null && found.isPresent()) {
			DeclaredVersion declared = exchange.readPolicy().used();
			KnownValidators known = new KnownValidators(found,
					(declared != null) ? declared.validators() : ValidatorKind.VERSION, phase);
			exchange.declare(new DeclaredValidators(known,
					(phase != Phase.EARLY) ? ranFirst(exchange, reading, found) : null, confirmation));
		}
	}

	/**
	 * Makes validators of a version.
	 * @param exchange the exchange
	 * @param reading the version
	 * @return the validators, or {@code null} if there is no version
	 */
	private @Nullable Validators validators(ReadExchange exchange, VersionReading reading) {
		ValueVersion version = reading.version();
		if (version != null) {
			return this.validators.ofDeclared(exchange, version, false);
		}
		Validators verbatim = reading.verbatim();
		return (verbatim != null) ? this.validators.ofVerbatim(exchange, verbatim) : null;
	}

	/**
	 * Notes that the handler runs although its validators are known: the fields that it
	 * sets may make another tag.
	 * @param exchange the exchange
	 * @param call the call of the handler
	 */
	void handlerWillRun(ReadExchange exchange, ReadCall call) {
		DeclaredValidators declared = exchange.declared();
		VersionReading reading = call.reading();
		if (declared != null && reading != null) {
			exchange.declare(declared.once(ranFirst(exchange, reading, declared.known().validators())));
		}
	}

	private Function<HttpServletResponse, Validators> ranFirst(ReadExchange exchange, VersionReading reading,
			Validators otherwise) {
		RepeatedFields before = RepeatedFields.of(exchange.response());
		return (response) -> {
			ValueVersion version = reading.version();
			boolean sets = !RepeatedFields.of(response).equals(before);
			if (sets || response.getStatus() == HttpServletResponse.SC_OK) {
				this.added.note(exchange.readPolicy(), sets, version == null);
			}
			return (sets && version != null) ? this.validators.ofDeclared(exchange, version, true) : otherwise;
		};
	}

	/**
	 * Returns whether the fields of the 304 may be known only once the handler has run.
	 * @param exchange the exchange
	 * @return {@code false} if its 304 is known to repeat no field of the handler
	 */
	boolean mayAddFields(ReadExchange exchange) {
		return this.added.mayBeOf(exchange.readPolicy());
	}

	/**
	 * Returns whether a date may decide, as there is one format: a date has no variant
	 * that names the format, as a tag of ours has.
	 * @param exchange the exchange
	 * @return {@code false} if several formats have one date
	 */
	boolean isFormatSettled(ReadExchange exchange) {
		return this.validators.isFormatSettled(exchange);
	}

	/**
	 * Returns how to verify the version once the handler has run.
	 * @param exchange the exchange
	 * @param declared its version
	 * @param arguments the arguments of the handler
	 * @return answers the questions of the verification
	 */
	ReadCall.Verified verified(ReadExchange exchange, DeclaredVersion declared, @Nullable Object[] arguments) {
		return new ReadCall.Verified(() -> validators(exchange, readAgain(declared, arguments)),
				(tag) -> this.validators.nameOf(exchange, tag));
	}

	private VersionReading readAgain(DeclaredVersion declared, @Nullable Object[] arguments) {
		try {
			return this.calls.call(() -> declared.read(arguments));
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException("The version could not be read again", ex);
		}
	}

	// A write between this look-up and the handler's own leaves new content under the
	// old tag
	private @Nullable BooleanSupplier confirmation(ReadExchange exchange, VersionReading reading,
			@Nullable Object result) {
		if (!exchange.asksForPart()) {
			return null;
		}
		// Entities that the handler will load will be seen by the next look-up. They
		// are kept where this look-up could keep its own, which are not forgotten yet.
		boolean repeatable = this.earlier.find() == null;
		return () -> {
			DeclaredValidators before = exchange.declared();
			return repeatable && before != null
					&& isStillCurrent(before.known().validators(), exchange, reading, result);
		};
	}

	private boolean isStillCurrent(Validators before, ReadExchange exchange, VersionReading reading,
			@Nullable Object result) {
		try {
			Validators now = validators(exchange, this.calls.call(() -> reading.again(result)));
			EntityTag tag = before.entityTag();
			return now != null && ((tag != null) ? tag.equals(now.entityTag()) : before.equals(now));
		}
		catch (Throwable ex) {
			Failures.notFatal(ex);
			return false;
		}
	}

}
