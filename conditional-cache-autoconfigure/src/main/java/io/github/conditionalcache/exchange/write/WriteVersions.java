package io.github.conditionalcache.exchange.write;

import java.time.Duration;

import io.github.conditionalcache.exchange.ValidationCalls;
import io.github.conditionalcache.failure.Failures;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.handler.write.NextGet;
import io.github.conditionalcache.placement.FreshReads;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.representation.RepresentationValidators;
import io.github.conditionalcache.tag.ValueVersion;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import io.github.conditionalcache.version.declared.VersionReading;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the declared versions that writes are compared with. Thread-safe.
 */
public final class WriteVersions {

	private static final Log logger = LogFactory.getLog(WriteVersions.class);

	private final RepresentationValidators validators;

	private final ValidationCalls calls;

	private final FreshReads fresh;

	/**
	 * Creates the look-up.
	 * @param validators makes validators of versions
	 * @param calls runs the application's code
	 * @param fresh makes the version be read anew when a write has failed
	 */
	public WriteVersions(RepresentationValidators validators, ValidationCalls calls, FreshReads fresh) {
		this.validators = validators;
		this.calls = calls;
		this.fresh = fresh;
	}

	/**
	 * Reads the current version, before the handler runs.
	 * @param exchange the exchange
	 * @param arguments the handler's arguments
	 * @return the validators
	 * @throws Exception if the version can't be read
	 */
	Validators current(WriteExchange exchange, @Nullable Object[] arguments) throws Exception {
		long start = System.nanoTime();
		try {
			VersionReading reading = this.calls.call(() -> exchange.writePolicy().readVersion(arguments));
			exchange.reading(reading);
			return validators(exchange, reading);
		}
		finally {
			exchange.validated(Duration.ofNanos(System.nanoTime() - start));
		}
	}

	/**
	 * Reads the current version again, after the handler has failed.
	 * @param exchange the exchange
	 * @return the validators, or {@code null} if they can't be had
	 */
	@Nullable Validators afterFailure(WriteExchange exchange) {
		@Nullable Object @Nullable [] arguments = exchange.arguments();
		try {
			// Objects that were loaded before are as they were, or as the handler has
			// left them
			boolean repeatable = !exchange.writePolicy().declared().isOfGivenAlone();
			return (arguments != null && repeatable && this.fresh.begin())
					? validators(exchange, this.calls.call(() -> exchange.writePolicy().readVersion(arguments))) : null;
		}
		catch (Throwable ex) {
			logger.debug("The version could not be read again after a failed write", Failures.notFatal(ex));
			return null;
		}
	}

	/**
	 * Makes validators of a version that the application has read itself.
	 * @param exchange the exchange
	 * @param version the version
	 * @return the validators
	 * @throws IllegalArgumentException if it is not of the declared kind
	 */
	Validators given(WriteExchange exchange, @Nullable Object version) {
		DeclaredVersion declared = exchange.writePolicy().declared();
		declared.requireKind(version, exchange.reading());
		return validators(exchange, declared.given(version));
	}

	private Validators validators(WriteExchange exchange, VersionReading reading) {
		if (reading.isUnsettled()) {
			throw new IllegalStateException("The version is being changed by another write");
		}
		Validators verbatim = reading.verbatim();
		if (verbatim != null) {
			return verbatim;
		}
		ValueVersion version = reading.version();
		return (version != null) ? this.validators.ofCurrent(exchange, version) : Validators.absent();
	}

	/**
	 * Returns the validators of the resource that was written.
	 * @param exchange the exchange
	 * @param next the GET that will have them
	 * @param policy policy of the handler that answers it
	 * @param version the version, as the application has given it
	 * @return the validators, or {@code null} if it gave none
	 */
	@Nullable Validators written(WriteExchange exchange, NextGet next, ReadPolicy policy, Object version) {
		DeclaredVersion declared = policy.used();
		// The arguments of the next GET are not known
		if (declared == null || policy.selectors().readArguments()) {
			return null;
		}
		VersionReading reading = declared.given(version);
		ValueVersion read = reading.version();
		return (read != null) ? this.validators.ofWritten(exchange, next, policy, read) : reading.verbatim();
	}

}
