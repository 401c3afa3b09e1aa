package io.github.conditionalcache.benchmarks.http;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * One kind of request: a variant, what it answers with, and whether the client has it.
 *
 * @param subject its name in all results
 * @param stack where it is answered
 * @param path its path
 * @param status what is answered
 * @param variant the variant, or {@code null} for an answer without content
 * @param payload what is answered with, or {@code null} for nothing
 */
public record Cell(String subject, Stack stack, String path, int status, @Nullable Variant variant,
		@Nullable Payload payload) {

	static Cell of(Variant variant, Payload payload, int status) {
		return new Cell(variant.id() + "/" + payload.id() + "/" + status, variant.stack(), variant.path(payload),
				status, variant, payload);
	}

	static Cell floor(String subject, Stack stack, String path) {
		return new Cell(subject, stack, path, 204, null, null);
	}

	/**
	 * Makes the request, and makes sure that it is answered as the variant says: a
	 * variant that does not do what it is named after is not worth measuring.
	 * @param port where the server listens
	 * @return the request
	 * @throws IOException if it is answered otherwise
	 */
	public Request prepare(int port) throws IOException {
		if (this.variant == null || this.payload == null) {
			Request request = Request.get(this.path, null, this.status);
			verify(Load.once(port, request), null, 0);
			return request;
		}
		Answer first = Load.once(port, Request.get(this.path, null, 200));
		String tag = first.field("ETag");
		verify(first, tag, first.length());
		require(this.variant.accepts(tag), "the tag " + tag);
		require(this.payload.accepts(first.length()), "%d bytes".formatted(first.length()));
		if (this.status == 200) {
			return Request.get(this.path, null, 200);
		}
		Request request = Request.get(this.path, tag, this.status);
		verify(Load.once(port, request), tag, 0);
		return request;
	}

	private void verify(Answer answer, @Nullable String tag, long length) throws IOException {
		String found = answer.field("ETag");
		require((tag != null) ? tag.equals(found) : (found == null), "the tag " + found);
		require(answer.length() == length, "%d bytes".formatted(answer.length()));
	}

	private void require(boolean condition, String seen) throws IOException {
		if (!condition) {
			throw new IOException("%s is answered with %s".formatted(this.subject, seen));
		}
	}

}
