package io.github.conditionalcache.webmvc;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Complains about a handler at most once a minute. Thread-safe; holds one entry for each
 * handler that was ever warned about.
 */
final class OncePerMinute {

	private static final long MINUTE = 60_000;

	private final Map<String, Long> last = new ConcurrentHashMap<>();

	private final Log logger;

	private final Clock clock;

	OncePerMinute(Log logger, Clock clock) {
		this.logger = logger;
		this.clock = clock;
	}

	void warn(HandlerPolicy policy, String message) {
		warn(policy, message, null);
	}

	void warn(String handler, String message) {
		if (isDue(handler)) {
			this.logger.warn(handler + " " + message);
		}
	}

	void warn(HandlerPolicy policy, String message, @Nullable Throwable cause) {
		if (isDue(policy.handlerId())) {
			this.logger.warn(policy.name() + " " + message, cause);
		}
	}

	void error(HandlerPolicy policy, String message) {
		if (isDue(policy.handlerId())) {
			this.logger.error(policy.name() + " " + message);
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
