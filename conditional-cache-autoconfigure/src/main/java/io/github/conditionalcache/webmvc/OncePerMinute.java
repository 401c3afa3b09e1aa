package io.github.conditionalcache.webmvc;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Warns about a handler at most once a minute. Thread-safe; holds one entry for each
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
		long now = this.clock.millis();
		Long before = this.last.get(policy.handlerId());
		if (before == null || now - before >= MINUTE) {
			this.last.put(policy.handlerId(), now);
			this.logger.warn(policy.handlerId() + " " + message, cause);
		}
	}

}
