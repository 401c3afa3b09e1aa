package io.github.conditionalcache.sample;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * There is no note about a zone.
 */
@SuppressWarnings("serial")
class NoteNotFoundException extends ErrorResponseException {

	NoteNotFoundException(long id) {
		super(HttpStatus.NOT_FOUND,
				ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no note about zone %d".formatted(id)),
				null);
	}

}
