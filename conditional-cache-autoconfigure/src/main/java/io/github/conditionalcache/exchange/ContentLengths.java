package io.github.conditionalcache.exchange;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * How long the last content was that each handler has sent, as an estimate of the bytes
 * that a 304 saves where the content is not produced. Thread-safe.
 */
public final class ContentLengths {

	private final Map<String, AtomicLong> lengths = new ConcurrentHashMap<>();

	/**
	 * Takes note of content that was sent.
	 * @param handler name of the handler
	 * @param bytes length of its content, in bytes
	 */
	public void sent(String handler, long bytes) {
		AtomicLong length = this.lengths.get(handler);
		if (length == null) {
			length = this.lengths.computeIfAbsent(handler, (name) -> new AtomicLong());
		}
		length.set(bytes);
	}

	/**
	 * Estimates the content that was not sent.
	 * @param handler name of the handler
	 * @return the length in bytes, or {@code null} if the handler has sent nothing yet
	 */
	public @Nullable Long estimate(String handler) {
		AtomicLong length = this.lengths.get(handler);
		return (length != null) ? length.get() : null;
	}

}
