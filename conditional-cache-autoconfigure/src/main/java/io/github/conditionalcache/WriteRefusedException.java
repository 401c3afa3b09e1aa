package io.github.conditionalcache;

import java.net.URI;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;

/**
 * A write that is not performed because of its preconditions. Answered with problem
 * details (RFC 9457) unless the application has a {@link WriteRefusalHandler}. Where
 * another servlet serves the request, Spring MVC's own resolvers give it its status.
 *
 * @since 0.1.0
 */
public final class WriteRefusedException extends RuntimeException implements ErrorResponse {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	private final @Nullable String entityTag;

	/**
	 * Creates the exception.
	 * @param reason why
	 * @param entityTag the current entity tag as a field value, or {@code null}
	 * @param cause the failure that showed it, or {@code null}
	 */
	public WriteRefusedException(Reason reason, @Nullable String entityTag, @Nullable Throwable cause) {
		super(reason.detail, cause);
		this.reason = reason;
		this.entityTag = entityTag;
	}

	/**
	 * Why the write is refused.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * The entity tag of the current representation, for the answer's ETag field.
	 * @return the tag as a field value, or {@code null} if there is none, or if the
	 * client is not known to be one who may see it
	 */
	public @Nullable String entityTag() {
		return this.entityTag;
	}

	@Override
	public HttpStatusCode getStatusCode() {
		return HttpStatusCode.valueOf(this.reason.status());
	}

	@Override
	public ProblemDetail getBody() {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(getStatusCode(), this.reason.detail());
		problem.setType(URI.create(this.reason.type()));
		problem.setProperty("reason", this.reason.label());
		return problem;
	}

	/**
	 * Why a write is refused.
	 */
	public enum Reason {

		/**
		 * The representation is another one than the client has seen: 412.
		 */
		CHANGED(412, "precondition-failed", "It was changed since you read it."),

		/**
		 * If-Match names the current state, but by a weak tag, which proves nothing: 412.
		 */
		WEAK(412, "precondition-failed", "If-Match needs a strong entity tag."),

		/**
		 * There is no representation to match: 412.
		 */
		ABSENT(412, "precondition-failed", "It does not exist."),

		/**
		 * There is a representation where there must be none: 412.
		 */
		EXISTS(412, "precondition-failed", "It exists already."),

		/**
		 * It was modified after the date of If-Unmodified-Since: 412.
		 */
		DATE(412, "precondition-failed", "It was changed after the given date."),

		/**
		 * If-Match or If-None-Match can't be read, so nobody knows which versions they
		 * forbid: 412.
		 */
		UNREADABLE(412, "precondition-failed", "If-Match or If-None-Match can't be read."),

		/**
		 * The data's locking found another write, after which the precondition is false:
		 * 412.
		 */
		OPTIMISTIC_LOCK(412, "precondition-failed", "It was changed while you wrote."),

		/**
		 * The data's locking found another write, and there was no precondition, or it
		 * still holds: 409.
		 */
		CONFLICT(409, "conflict", "Somebody else wrote at the same time."),

		/**
		 * A precondition is required: 428.
		 */
		REQUIRED(428, "precondition-required",
				"Send If-Match with the entity tag that you have read, or If-None-Match: * to create it."),

		/**
		 * The current version could not be found: 503.
		 */
		UNCHECKED(503, "precondition-unchecked", "The precondition could not be checked.");

		private final int status;

		private final String type;

		private final String detail;

		Reason(int status, String type, String detail) {
			this.status = status;
			this.type = type;
			this.detail = detail;
		}

		/**
		 * The status code of the answer.
		 * @return 409, 412, 428 or 503
		 */
		public int status() {
			return this.status;
		}

		/**
		 * The problem's type, which never changes.
		 * @return a URN
		 */
		public String type() {
			return "urn:problem:conditional-cache:" + this.type;
		}

		/**
		 * Its meaning, for a person.
		 * @return a sentence
		 */
		public String detail() {
			return this.detail;
		}

		/**
		 * The name used in problem details and meters.
		 * @return the lower-case name
		 */
		public String label() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

}
