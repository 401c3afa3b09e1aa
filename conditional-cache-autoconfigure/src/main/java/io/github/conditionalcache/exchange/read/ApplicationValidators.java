package io.github.conditionalcache.exchange.read;

import java.time.Clock;
import java.time.Instant;

import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.HttpDate;
import io.github.conditionalcache.precondition.Validators;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Reads the validators that the application itself has set. Thread-safe.
 */
final class ApplicationValidators {

	private final ReadWarnings warnings;

	private final Clock clock;

	ApplicationValidators(ReadWarnings warnings, Clock clock) {
		this.warnings = warnings;
		this.clock = clock;
	}

	/**
	 * Returns the validators that the application has set. An ETag that is no entity tag
	 * is taken off.
	 * @param exchange the exchange
	 * @param response the response with the application's fields
	 * @return the validators, or {@code null} if it set none
	 */
	@Nullable KnownValidators of(ReadExchange exchange, HttpServletResponse response) {
		String etag = response.getHeader(HttpHeaders.ETAG);
		String date = response.getHeader(HttpHeaders.LAST_MODIFIED);
		if (etag == null && date == null) {
			return null;
		}
		// Several formats may have one date
		Instant lastModified = exchange.readPolicy().selectors().haveSeveralFormats() ? null
				: HttpDate.parse(date, this.clock.instant());
		if (etag == null) {
			return KnownValidators.ofApplication(Validators.untagged(lastModified));
		}
		EntityTag tag = EntityTag.parse(etag);
		if (tag != null) {
			return KnownValidators.ofApplication(Validators.of(tag, lastModified));
		}
		response.setHeader(HttpHeaders.ETAG, null);
		this.warnings.warn(exchange, "set an ETag that is no entity tag; it is left out");
		return (lastModified != null) ? KnownValidators.ofApplication(Validators.untagged(lastModified)) : null;
	}

}
