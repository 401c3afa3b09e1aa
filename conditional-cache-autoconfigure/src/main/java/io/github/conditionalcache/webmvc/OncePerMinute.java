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

	void warn(HandlerPolicy policy, String message, @Nullable Throwable cause) {
		if (isDue(policy)) {
			this.logger.warn(policy.name() + " " + message, cause);
		}
	}

	void error(HandlerPolicy policy, String message) {
		if (isDue(policy)) {
			this.logger.error(policy.name() + " " + message);
		}
	}

	private boolean isDue(HandlerPolicy policy) {
		long now = this.clock.millis();
		Long before = this.last.get(policy.handlerId());
		boolean due = before == null || now - before >= MINUTE;
		if (due) {
			this.last.put(policy.handlerId(), now);
		}
		return due;
	}

}
