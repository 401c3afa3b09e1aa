package io.github.conditionalcache.failure;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Complains about a handler at most once a minute. Thread-safe; holds one entry for each
 * handler that was ever warned about.
 */
public final class OncePerMinute {

	private static final long MINUTE = 60_000;

	private final Map<String, Long> last = new ConcurrentHashMap<>();

	private final Log logger;

	private final Clock clock;

	public OncePerMinute(Log logger, Clock clock) {
		this.logger = logger;
		this.clock = clock;
	}

	/**
	 * Warns about a handler.
	 * @param id tells the handler from all others
	 * @param name the handler's name, the first word of the message
	 * @param message the rest of the message
	 */
	public void warn(String id, String name, String message) {
		warn(id, name, message, null);
	}

	/**
	 * Warns about a handler.
	 * @param id tells the handler from all others
	 * @param name the handler's name, the first word of the message
	 * @param message the rest of the message
	 * @param cause the failure that is the reason, or {@code null}
	 */
	public void warn(String id, String name, String message, @Nullable Throwable cause) {
		if (isDue(id)) {
			this.logger.warn(name + " " + message, cause);
		}
	}

	/**
	 * Logs an error of a handler.
	 * @param id tells the handler from all others
	 * @param name the handler's name, the first word of the message
	 * @param message the rest of the message
	 */
	public void error(String id, String name, String message) {
		if (isDue(id)) {
			this.logger.error(name + " " + message);
		}
	}

	private boolean isDue(String handler) {
		long now = this.clock.millis();
		Long before = this.last.get(handler);
		boolean due = before == null || now - before >= MINUTE;
		if (due) {
			this.last.put(handler, now);
		}
		return due;
	}

}
