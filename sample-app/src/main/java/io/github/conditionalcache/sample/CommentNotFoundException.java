package io.github.conditionalcache.sample;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A zone has no comment.
 */
@SuppressWarnings("serial")
class CommentNotFoundException extends ErrorResponseException {

	CommentNotFoundException(long id) {
		super(HttpStatus.NOT_FOUND, ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND,
				"The zone with id %d has no comment".formatted(id)), null);
	}

}
