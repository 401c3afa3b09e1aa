package io.github.conditionalcache.benchmarks.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * A request, and the status that its answer must have.
 */
public final class Request {

	private final byte[] bytes;

	private final int status;

	private Request(byte[] bytes, int status) {
		this.bytes = bytes;
		this.status = status;
	}

	/**
	 * Makes a request for a path.
	 * @param path the path
	 * @param ifNoneMatch value of If-None-Match, or {@code null} to leave it out
	 * @param status the only status that counts
	 * @return the request
	 */
	public static Request get(String path, @Nullable String ifNoneMatch, int status) {
		String condition = (ifNoneMatch != null) ? "If-None-Match: " + ifNoneMatch + "\r\n" : "";
		String text = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + condition + "\r\n";
		return new Request(text.getBytes(StandardCharsets.ISO_8859_1), status);
	}

	int status() {
		return this.status;
	}

	ByteBuffer buffer() {
		return ByteBuffer.wrap(this.bytes);
	}

}
