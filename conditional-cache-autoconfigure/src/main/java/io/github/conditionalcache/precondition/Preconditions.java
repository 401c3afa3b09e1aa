package io.github.conditionalcache.precondition;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The preconditions of one request (RFC 9110 §13.1), read from all lines of its fields.
 * Reading never fails: a malformed field is kept as unreadable, because the standard
 * gives it a meaning of its own that differs from field to field. Immutable and safe for
 * use by several threads.
 *
 * @since 0.1.0
 */
public final class Preconditions {

	private static final Preconditions NONE_SELECTING = new Preconditions(true);

	private static final Preconditions NONE = new Preconditions(false);

	private final boolean selectsRepresentation;

	private final boolean conditional;

	private final @Nullable EntityTagCondition ifMatch;

	private final @Nullable EntityTagCondition ifNoneMatch;

	private final @Nullable Instant ifModifiedSince;

	private final @Nullable Instant ifUnmodifiedSince;

	private final @Nullable IfRange ifRange;

	private Preconditions(boolean selectsRepresentation) {
		this(selectsRepresentation, List.of(), List.of(), List.of(), List.of(), List.of(),
				InstantSource.fixed(Instant.EPOCH));
	}

	private Preconditions(boolean selectsRepresentation, List<String> ifMatch, List<String> ifNoneMatch,
			List<String> ifModifiedSince, List<String> ifUnmodifiedSince, List<String> ifRange, InstantSource clock) {
		this.selectsRepresentation = selectsRepresentation;
		this.conditional = !ifMatch.isEmpty() || !ifNoneMatch.isEmpty() || !ifModifiedSince.isEmpty()
				|| !ifUnmodifiedSince.isEmpty();
		this.ifMatch = EntityTagCondition.parse(ifMatch);
		this.ifNoneMatch = EntityTagCondition.parse(ifNoneMatch);
		this.ifModifiedSince = date(ifModifiedSince, clock);
		this.ifUnmodifiedSince = date(ifUnmodifiedSince, clock);
		this.ifRange = IfRange.parse(ifRange, clock);
	}

	/**
	 * Read the preconditions of a request. With methods that select no representation
	 * (CONNECT, OPTIONS, TRACE) they have no meaning and are not read (RFC 9110 §13.2.1).
	 * @param method the method of the request, which is case-sensitive
	 * @param fieldLines gives all lines of the field with a name, an empty list if the
	 * field is absent
	 * @param clock tells the present, for dates with two-digit years; asked only if there
	 * is a date
	 * @return the preconditions
	 */
	public static Preconditions parse(String method, Function<String, List<String>> fieldLines, InstantSource clock) {
		boolean selectsRepresentation = method.equals("GET") || method.equals("HEAD");
		if (!selectsRepresentation && ignoresPreconditions(method)) {
			return NONE;
		}
		List<String> ifMatch = fieldLines.apply("If-Match");
		List<String> ifNoneMatch = fieldLines.apply("If-None-Match");
		// Beside a list of tags, a date must be ignored (RFC 9110 §13.1.3 and §13.1.4)
		List<String> ifModifiedSince = ifNoneMatch.isEmpty() ? fieldLines.apply("If-Modified-Since") : List.of();
		List<String> ifUnmodifiedSince = ifMatch.isEmpty() ? fieldLines.apply("If-Unmodified-Since") : List.of();
		List<String> ifRange = fieldLines.apply("If-Range");
		if (ifMatch.isEmpty() && ifNoneMatch.isEmpty() && ifModifiedSince.isEmpty() && ifUnmodifiedSince.isEmpty()
				&& ifRange.isEmpty()) {
			return selectsRepresentation ? NONE_SELECTING : NONE;
		}
		return new Preconditions(selectsRepresentation, ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince,
				ifRange, clock);
	}

	/**
	 * Read the preconditions of a request by the clock of the system.
	 * @param method the method of the request, which is case-sensitive
	 * @param fieldLines gives all lines of the field with a name, an empty list if the
	 * field is absent, such as {@code HttpHeaders::getOrEmpty}
	 * @return the preconditions
	 */
	public static Preconditions parse(String method, Function<String, List<String>> fieldLines) {
		return parse(method, fieldLines, InstantSource.system());
	}

	private static boolean ignoresPreconditions(String method) {
		return method.equals("OPTIONS") || method.equals("TRACE") || method.equals("CONNECT");
	}

	private static @Nullable Instant date(List<String> lines, InstantSource clock) {
		return (lines.size() == 1) ? HttpDate.parse(lines.get(0), clock.instant()) : null;
	}

	/**
	 * Whether the request carries If-Match, If-None-Match, If-Modified-Since or
	 * If-Unmodified-Since, readable or not.
	 * @return {@code true} if the request is conditional
	 */
	public boolean isConditional() {
		return this.conditional;
	}

	/**
	 * Whether the request carries a precondition that has a meaning for methods that
	 * write: If-Match or If-None-Match, or an If-Unmodified-Since that can be read.
	 * @return {@code true} if a write may be refused
	 */
	public boolean restrictWrites() {
		return this.ifMatch != null || this.ifNoneMatch != null || this.ifUnmodifiedSince != null;
	}

	/**
	 * Whether the request asks if the client's representation is still current: it
	 * carries If-None-Match, or an If-Modified-Since that can be read.
	 * @return {@code true} if the client revalidates
	 */
	public boolean isRevalidation() {
		return this.ifNoneMatch != null || this.ifModifiedSince != null;
	}

	/**
	 * Whether the request names an entity tag that the client holds: its If-None-Match is
	 * a list, not {@code *}. Such a client has been sent the representation before; a
	 * date or {@code *} proves nothing of the kind.
	 * @return {@code true} if the client revalidates by entity tag
	 */
	public boolean isRevalidationByTag() {
		return this.ifNoneMatch != null && !this.ifNoneMatch.isAny();
	}

	/**
	 * Whether the request asks by a date alone if the client's representation is current.
	 * @return {@code true} if there is an If-Modified-Since that counts
	 */
	public boolean isRevalidationByDate() {
		return this.ifNoneMatch == null && this.ifModifiedSince != null;
	}

	/**
	 * Whether the request asks for the selected representation itself, so that a match
	 * means 304 rather than 412.
	 * @return {@code true} for GET and HEAD
	 */
	public boolean selectsRepresentation() {
		return this.selectsRepresentation;
	}

	/**
	 * Whether the request carries If-Range, readable or not.
	 * @return {@code true} if a range was asked for conditionally
	 */
	public boolean hasIfRange() {
		return this.ifRange != null;
	}

	@Nullable EntityTagCondition ifMatch() {
		return this.ifMatch;
	}

	@Nullable EntityTagCondition ifNoneMatch() {
		return this.ifNoneMatch;
	}

	/**
	 * The date of If-Modified-Since.
	 * @return the date, or {@code null} if there is none that counts
	 */
	@Nullable Instant ifModifiedSince() {
		return this.ifModifiedSince;
	}

	/**
	 * The date of If-Unmodified-Since.
	 * @return the date, or {@code null} if there is none that counts
	 */
	@Nullable Instant ifUnmodifiedSince() {
		return this.ifUnmodifiedSince;
	}

	@Nullable IfRange ifRange() {
		return this.ifRange;
	}

}
