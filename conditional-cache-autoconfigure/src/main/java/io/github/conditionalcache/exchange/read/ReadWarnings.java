package io.github.conditionalcache.exchange.read;

import java.time.Clock;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.failure.OncePerMinute;
import io.github.conditionalcache.placement.EarlierReads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Warns of reads whose validators are not used, each handler once a minute. Thread-safe.
 */
public final class ReadWarnings {

	private static final Log logger = LogFactory.getLog(ReadWarnings.class);

	private final OncePerMinute warnings;

	/**
	 * Creates the warnings.
	 * @param clock tells when to warn again
	 */
	public ReadWarnings(Clock clock) {
		this.warnings = new OncePerMinute(logger, clock);
	}

	/**
	 * Leaves an exchange without its declared version, which may be newer than the data.
	 * @param exchange the exchange
	 * @param keeper may hold data that was read
	 */
	void versionIsNewer(ReadExchange exchange, EarlierReads.Keeper keeper) {
		warn(exchange, "is decided without its declared version: " + keeper
				+ " before the version is read, so the handler may get older data than the version tells of. Load no "
				+ "entities in converters, validators, interceptors or security expressions, or set "
				+ "spring.jpa.open-in-view=false");
	}

	/**
	 * Gives an exchange up because its validators could not be had.
	 * @param exchange the exchange
	 * @param cause the failure
	 */
	void validatorFailed(ReadExchange exchange, Throwable cause) {
		exchange.bypass(Reason.VALIDATOR_ERROR);
		this.warnings.warn(exchange.readPolicy().handlerId(), exchange.readPolicy().name(),
				"is answered without a validator: reading it failed", cause);
	}

	void warn(ReadExchange exchange, String message) {
		this.warnings.warn(exchange.readPolicy().handlerId(), exchange.readPolicy().name(), message);
	}

}
