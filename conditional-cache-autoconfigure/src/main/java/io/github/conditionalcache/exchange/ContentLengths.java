package io.github.conditionalcache.exchange;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.github.conditionalcache.handler.ReadPolicy;
import org.jspecify.annotations.Nullable;

/**
 * How long the last content was that each handler has sent, as an estimate of what a 304
 * saves where the content is not produced. Thread-safe.
 */
public final class ContentLengths {

	private final Map<String, AtomicLong> lengths = new ConcurrentHashMap<>();

	/**
	 * Takes note of what was sent.
	 * @param policy policy of the handler
	 * @param bytes length of its content, in bytes
	 */
	public void sent(ReadPolicy policy, long bytes) {
		AtomicLong length = this.lengths.get(policy.name());
		if (length == null) {
			length = this.lengths.computeIfAbsent(policy.name(), (name) -> new AtomicLong());
		}
		length.set(bytes);
	}

	/**
	 * Estimates what was not sent.
	 * @param policy policy of the handler
	 * @return the length in bytes, or {@code null} if the handler has sent nothing yet
	 */
	public @Nullable Long estimate(ReadPolicy policy) {
		AtomicLong length = this.lengths.get(policy.name());
		return (length != null) ? length.get() : null;
	}

}
