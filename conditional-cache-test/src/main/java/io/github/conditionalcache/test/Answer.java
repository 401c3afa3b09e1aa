package io.github.conditionalcache.test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it was received. Immutable.
 *
 * @since 0.1.0
 */
public final class Answer implements AssertProvider<AnswerAssert> {

	private static final String END_OF_HEAD = "\r\n\r\n";

	private final int status;

	private final List<String> fields;

	private final byte[] body;

	/**
	 * Creates an answer.
	 * @param status the status code
	 * @param fields the field lines of the header section, in their order, each as
	 * {@code name: value}
	 * @param body the content, without its transfer coding
	 */
	public Answer(int status, List<String> fields, byte[] body) {
		this.status = status;
		this.fields = List.copyOf(fields);
		this.body = body.clone();
	}

	/**
	 * Reads an answer of HTTP/1.1 (RFC 9112). Interim answers before it (1xx) are left
	 * out.
	 * @param bytes the status line, the header section, and the content as far as it was
	 * received
	 * @return the answer, or the interim one if no other follows
	 * @throws IllegalArgumentException if the bytes are no answer, or break off in a
	 * chunk
	 */
	public static Answer parse(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		int last = 0;
		int next = text.indexOf(END_OF_HEAD) + END_OF_HEAD.length();
		while (text.startsWith("HTTP/1.1 1", last) && text.startsWith("HTTP/", next)) {
			last = next;
			next = text.indexOf(END_OF_HEAD, last) + END_OF_HEAD.length();
		}
		return parse(text.substring(last));
	}

	private static Answer parse(String text) {
		int end = text.indexOf(END_OF_HEAD);
		if (end < 0 || !text.startsWith("HTTP/")) {
			throw new IllegalArgumentException("No answer: '" + text + "'");
		}
		List<String> lines = text.substring(0, end).lines().collect(Collectors.toCollection(ArrayList::new));
		int code = text.indexOf(' ') + 1;
		int status = Integer.parseInt(lines.remove(0).substring(code, code + 3));
		String content = text.substring(end + END_OF_HEAD.length());
		Answer received = new Answer(status, lines, content.getBytes(StandardCharsets.ISO_8859_1));
		String coding = received.field("Transfer-Encoding");
		return (coding != null && coding.toLowerCase(Locale.ROOT).equals("chunked"))
				? new Answer(status, lines, withoutChunks(content)) : received;
	}

	private static byte[] withoutChunks(String content) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		int at = 0;
		while (at < content.length()) {
			int end = content.indexOf("\r\n", at);
			int size = (end < 0) ? -1 : sizeOf(content.substring(at, end));
			if (size == 0) {
				break;
			}
			if (size < 0 || end + 2 + size > content.length()) {
				throw new IllegalArgumentException("The content breaks off: '" + content + "'");
			}
			out.writeBytes(content.substring(end + 2, end + 2 + size).getBytes(StandardCharsets.ISO_8859_1));
			at = end + 2 + size + 2;
		}
		return out.toByteArray();
	}

	// Extensions follow a semicolon
	private static int sizeOf(String line) {
		int end = line.indexOf(';');
		return Integer.parseInt(((end < 0) ? line : line.substring(0, end)).trim(), 16);
	}

	/**
	 * Returns the status code.
	 * @return the status code
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Returns the field lines of the header section.
	 * @return the lines, in their order, each as {@code name: value}
	 */
	public List<String> fields() {
		return this.fields;
	}

	/**
	 * Returns the content.
	 * @return a copy of the content, without its transfer coding
	 */
	public byte[] body() {
		return this.body.clone();
	}

	/**
	 * Returns the value of a field's first line.
	 * @param name the field's name, in any case
	 * @return the value, or {@code null} if there is no such field
	 */
	public @Nullable String field(String name) {
		return values(name).findFirst().orElse(null);
	}

	/**
	 * Returns the values of all lines of a field.
	 * @param name the field's name, in any case
	 * @return the values, in their order
	 */
	public List<String> fieldLines(String name) {
		return values(name).toList();
	}

	/**
	 * Returns the entity tag (RFC 9110 §8.8.3).
	 * @return the value of {@code ETag}, or {@code null} if there is none
	 */
	public @Nullable String entityTag() {
		return field("ETag");
	}

	private Stream<String> values(String name) {
		String start = name + ":";
		return this.fields.stream()
			.filter((line) -> line.regionMatches(true, 0, start, 0, start.length()))
			.map((line) -> line.substring(start.length()).trim());
	}

	/**
	 * Returns the content as text.
	 * @return the content, read as UTF-8
	 */
	public String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	@Override
	public AnswerAssert assertThat() {
		return new AnswerAssert(this);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Answer answer && this.status == answer.status && this.fields.equals(answer.fields)
				&& Arrays.equals(this.body, answer.body);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.status, this.fields, Arrays.hashCode(this.body));
	}

	@Override
	public String toString() {
		return this.status + " " + this.fields + "\n" + text();
	}

}
