package io.github.conditionalcache.sample;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * No zone has this id.
 */
@SuppressWarnings("serial")
class ZoneNotFoundException extends ErrorResponseException {

	ZoneNotFoundException(long id) {
		super(HttpStatus.NOT_FOUND,
				ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no zone with id %d".formatted(id)),
				null);
	}

}
