package io.github.conditionalcache.sample;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A note is not one that can be stored.
 */
@SuppressWarnings("serial")
class InvalidNoteException extends ErrorResponseException {

	InvalidNoteException() {
		super(HttpStatus.BAD_REQUEST, ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				"A note must have text, and at most %d characters".formatted(Note.MAX_LENGTH)), null);
	}

}
