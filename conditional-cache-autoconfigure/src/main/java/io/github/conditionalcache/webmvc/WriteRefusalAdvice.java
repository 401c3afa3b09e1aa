package io.github.conditionalcache.webmvc;

import java.net.URI;

import io.github.conditionalcache.WriteRefusalHandler;
import io.github.conditionalcache.WriteRefusedException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/**
 * Answers refused writes. Comes before the application's advice, so that a handler of all
 * exceptions there doesn't make a 500 of them. Thread-safe.
 *
 * @since 0.1.0
 */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class WriteRefusalAdvice {

	/**
	 * Answers with problem details (RFC 9457): a type that never changes, the reason, and
	 * the current entity tag as a field.
	 */
	public static final WriteRefusalHandler PROBLEM_DETAILS = WriteRefusalAdvice::problem;

	private final WriteRefusalHandler handler;

	/**
	 * Creates the advice.
	 * @param handler makes the answers
	 */
	public WriteRefusalAdvice(WriteRefusalHandler handler) {
		this.handler = handler;
	}

	@ExceptionHandler
	ResponseEntity<?> answer(WriteRefusedException refused) {
		return this.handler.answer(refused);
	}

	private static ResponseEntity<?> problem(WriteRefusedException refused) {
		WriteRefusedException.Reason reason = refused.reason();
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(reason.status()),
				reason.detail());
		problem.setType(URI.create(reason.type()));
		problem.setProperty("reason", reason.label());
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(reason.status());
		String tag = refused.entityTag();
		if (tag != null) {
			answer.header(HttpHeaders.ETAG, tag);
		}
		String cacheControl = cacheControl(reason);
		if (cacheControl != null) {
			answer.header(HttpHeaders.CACHE_CONTROL, cacheControl);
		}
		return answer.body(problem);
	}

	// RFC 6585 §3: a 428 must not be stored
	private static @Nullable String cacheControl(WriteRefusedException.Reason reason) {
		return (reason == WriteRefusedException.Reason.REQUIRED) ? "no-store" : null;
	}

}
