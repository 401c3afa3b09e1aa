package io.github.conditionalcache.sample;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A comment does not fit the database.
 */
@SuppressWarnings("serial")
class CommentTooLongException extends ErrorResponseException {

	CommentTooLongException(int length) {
		super(HttpStatus.BAD_REQUEST, ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				"A comment must have at most %d characters but had [%d]".formatted(Zone.MAX_COMMENT_LENGTH, length)),
				null);
	}

}
