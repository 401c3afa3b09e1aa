package io.github.conditionalcache.exchange.read;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.version.declared.VersionReading;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * The call of the handler that a read leads to, from the moment when its arguments are
 * there. Not thread-safe, as a request is handled by one thread at a time.
 */
final class ReadCall {

	private final @Nullable Object[] arguments;

	private final HttpServletResponse response;

	private boolean gateOpen;

	private boolean ran;

	private @Nullable VersionReading reading;

	private long lookedUpNanos = -1;

	private @Nullable Verified verified;

	/**
	 * Begins the call.
	 * @param arguments the arguments of the handler, resolved and validated
	 * @param response the response as the filters and interceptors have left it
	 */
	ReadCall(@Nullable Object[] arguments, HttpServletResponse response) {
		this.arguments = arguments;
		this.response = response;
	}

	@Nullable Object[] arguments() {
		return this.arguments;
	}

	HttpServletResponse response() {
		return this.response;
	}

	/**
	 * Lets the gate in the proxy of the bean see the next call of the handler, and that
	 * one only.
	 */
	void openGate() {
		this.gateOpen = true;
	}

	/**
	 * Passes the gate in the proxy.
	 * @return whether it was open
	 */
	boolean passGate() {
		boolean open = this.gateOpen;
		this.gateOpen = false;
		return open;
	}

	/**
	 * Notes that the handler itself is run, and its answer does not come from a cache.
	 */
	void ran() {
		this.ran = true;
	}

	boolean hasRun() {
		return this.ran;
	}

	void reading(VersionReading found) {
		this.reading = found;
	}

	/**
	 * Returns the part of the version that was read before the handler runs.
	 * @return the version so far, or {@code null} if there is none
	 */
	@Nullable VersionReading reading() {
		return this.reading;
	}

	/**
	 * Forgets the version: the answer may be older.
	 */
	void withdraw() {
		this.reading = null;
	}

	/**
	 * Notes how long the look-up of the version took.
	 * @param nanos how many nanoseconds
	 */
	void lookedUp(long nanos) {
		this.lookedUpNanos = nanos;
	}

	/**
	 * Returns how long the look-up of the version took.
	 * @return the time in nanoseconds, 0 if nothing was looked up
	 */
	long lookUpNanos() {
		return Math.max(0, this.lookedUpNanos);
	}

	/**
	 * Returns how long the look-up of the version took.
	 * @return the time, or {@code null} if nothing was looked up
	 */
	@Nullable Duration lookUp() {
		return (this.lookedUpNanos >= 0) ? Duration.ofNanos(this.lookedUpNanos) : null;
	}

	/**
	 * Has the handler run although the client is up to date, and its content held back.
	 * @param questions answers the questions of the verification
	 */
	void verify(Verified questions) {
		this.verified = questions;
	}

	@Nullable Verified verified() {
		return this.verified;
	}

	/**
	 * Answers the questions of a verification once the handler has run.
	 *
	 * @param current looks the declared validators up once more, {@code null} if there
	 * are none by now
	 * @param name names the representation under a tag, so that it differs from those
	 * that may have the same tag
	 */
	record Verified(Supplier<@Nullable Validators> current, Function<EntityTag, String> name) {

	}

}
