package io.github.conditionalcache;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a managed handler's exchange. Holds no URI, entity tag or user, so it is
 * safe to log and to count by.
 *
 * @param handler names the handler, such as {@code BookController.get}
 * @param method request method
 * @param pattern path pattern of the handler, such as {@code /books/{id}}
 * @param result the result of the preconditions
 * @param reason why there was no {@code 304}, or {@link Reason#NONE}
 * @param validator where the validators came from
 * @param phase when it was decided
 * @param savedBytes bytes of content not sent thanks to a {@code 304}; {@code null} where
 * there was none, or nothing is known about its length
 * @param savedEstimated whether that is an estimate, as the content was never produced:
 * the length of the last content that this handler has sent
 * @param validation how long it took to find the declared validators; {@code null} where
 * none were looked for
 * @param handling how long everything else took, from the choice of the handler to the
 * end of its answer; {@code null} for writes, and where the handler was spared, or has
 * not answered as asked
 * @since 0.1.0
 */
public record ConditionalRequestOutcome(String handler, String method, String pattern, Result result, Reason reason,
		ValidatorKind validator, Phase phase, @Nullable Long savedBytes, boolean savedEstimated,
		@Nullable Duration validation, @Nullable Duration handling) {

	/**
	 * The results of the preconditions.
	 */
	public enum Result {

		/**
		 * The client's representation is current: {@code 304}.
		 */
		HIT,

		/**
		 * The client asked to revalidate and was sent the representation.
		 */
		MISS,

		/**
		 * The client sent no precondition; the answer carries a validator.
		 */
		UNCONDITIONAL,

		/**
		 * A precondition other than for revalidation was sent and is true.
		 */
		PASSED,

		/**
		 * A precondition was sent and is false: {@code 412}.
		 */
		FAILED,

		/**
		 * A precondition is required and none that counts was sent: {@code 428}.
		 */
		REQUIRED,

		/**
		 * The answer carries no validator.
		 */
		BYPASS;

		private final String label = ConditionalRequestOutcome.label(this);

		/**
		 * Returns the name used in meters.
		 * @return the lower-case name
		 */
		public String label() {
			return this.label;
		}

	}

	/**
	 * Why there was no {@code 304}.
	 */
	public enum Reason {

		/**
		 * Nothing to explain.
		 */
		NONE,

		/**
		 * The representation is another one than the client's.
		 */
		CHANGED,

		/**
		 * The state is the same, but another representation of it is selected: for
		 * another user, language, media type, query or deployment.
		 */
		VARIANT,

		/**
		 * If-Match named the current state by a weak tag.
		 */
		WEAK,

		/**
		 * If-Match asked for a representation, and there is none.
		 */
		ABSENT,

		/**
		 * If-None-Match asked that there be no representation, and there is one.
		 */
		EXISTS,

		/**
		 * The representation was modified after the date of If-Unmodified-Since.
		 */
		DATE,

		/**
		 * If-Match or If-None-Match of a write can't be read.
		 */
		UNREADABLE,

		/**
		 * The data's optimistic locking found another write.
		 */
		OPTIMISTIC_LOCK,

		/**
		 * The application forbids storing the response.
		 */
		NO_STORE,

		/**
		 * The application has set {@link NotCacheable304#REQUEST_ATTRIBUTE}.
		 */
		SKIPPED,

		/**
		 * The response sets a cookie.
		 */
		COOKIE,

		/**
		 * The response has a nonce in Content-Security-Policy.
		 */
		NONCE,

		/**
		 * The handler is not annotated and sets validators of its own, so it is left
		 * alone.
		 */
		APPLICATION,

		/**
		 * The status is not 200, or not one that the handler itself chose.
		 */
		STATUS,

		/**
		 * The content is longer than {@code conditional-cache.max-body-size}.
		 */
		TOO_LARGE,

		/**
		 * The content is streamed, or a part of the representation.
		 */
		STREAMING,

		/**
		 * The handler wrote to the response itself and set no validator.
		 */
		RAW,

		/**
		 * The handler or the serialisation failed.
		 */
		ERROR,

		/**
		 * Verification found other content than the same entity tag labelled before.
		 */
		MISMATCH,

		/**
		 * Reading or hashing a validator failed.
		 */
		VALIDATOR_ERROR;

		private final String label = ConditionalRequestOutcome.label(this);

		/**
		 * Returns the name used in meters.
		 * @return the lower-case name
		 */
		public String label() {
			return this.label;
		}

	}

	/**
	 * Where validators come from.
	 */
	public enum ValidatorKind {

		/**
		 * Declared for the handler: a version, alone or with a date.
		 */
		VERSION,

		/**
		 * Declared for the handler: change tags, alone or with a date.
		 */
		TAGS,

		/**
		 * Declared for the handler: a date alone.
		 */
		LAST_MODIFIED,

		/**
		 * The application set them on the response.
		 */
		APPLICATION,

		/**
		 * Marks on the returned value.
		 */
		VALUE,

		/**
		 * Size and modification time of a file.
		 */
		FILE,

		/**
		 * Hash of the content.
		 */
		BODY,

		/**
		 * There are none.
		 */
		NONE;

		private final String label = ConditionalRequestOutcome.label(this);

		/**
		 * Returns the name used in meters.
		 * @return the lower-case name
		 */
		public String label() {
			return this.label;
		}

	}

	/**
	 * When the exchange was decided.
	 */
	public enum Phase {

		/**
		 * Before the controller ran: it was spared, or the client was found to hold
		 * another representation.
		 */
		EARLY,

		/**
		 * Once the controller had returned, before the value was serialised.
		 */
		VALUE,

		/**
		 * From the content, before it was sent.
		 */
		BODY,

		/**
		 * Not at all.
		 */
		NONE;

		private final String label = ConditionalRequestOutcome.label(this);

		/**
		 * Returns the name used in meters.
		 * @return the lower-case name
		 */
		public String label() {
			return this.label;
		}

	}

	private static String label(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
