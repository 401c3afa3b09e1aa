package io.github.conditionalcache.exchange.read;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The handlers whose answers have a nonce, which some filter may add only when they are
 * sent: the next ones are left alone from the start. Thread-safe.
 */
final class NonceHandlers {

	private static final Log logger = LogFactory.getLog(NonceHandlers.class);

	private final Set<String> found = ConcurrentHashMap.newKeySet();

	void add(ReadExchange exchange) {
		if (this.found.add(exchange.readPolicy().handlerId())) {
			logger.warn(exchange.readPolicy().name()
					+ " gets no entity tags: its answers have a nonce in Content-Security-Policy, and a stored answer is shown with the scripts of its own nonce only");
		}
	}

	boolean include(ReadExchange exchange) {
		return this.found.contains(exchange.readPolicy().handlerId());
	}

}
