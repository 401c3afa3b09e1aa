package io.github.conditionalcache.sample;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A comment is not one that can be stored.
 */
@SuppressWarnings("serial")
class InvalidCommentException extends ErrorResponseException {

	InvalidCommentException(String detail) {
		super(HttpStatus.BAD_REQUEST, ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail), null);
	}

}
