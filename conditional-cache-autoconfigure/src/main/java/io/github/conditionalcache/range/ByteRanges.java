package io.github.conditionalcache.range;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRange;

/**
 * The ranges that a Range field selects of content with a certain length (RFC 9110
 * §14.1.2).
 *
 * @param spans the ranges that the content has; none if the field can't be satisfied
 * @param length length of the whole content
 */
record ByteRanges(List<Span> spans, long length) {

	private static final Pattern LAST_BYTES = Pattern.compile("[=,][ \\t]*-0*[1-9]");

	private static final Pattern BEYOND_LONG = Pattern.compile("(?<![0-9])0*[1-9][0-9]{18,}");

	/**
	 * Selects the ranges.
	 * @param field value of the field, in bytes
	 * @param length length of the content
	 * @return the ranges, or {@code null} if the whole content is the shorter answer
	 */
	static @Nullable ByteRanges select(String field, long length) {
		List<Span> selected = parse(field, length);
		if (selected == null) {
			return new ByteRanges(List.of(), length);
		}
		if (length == 0 && LAST_BYTES.matcher(field).find()) {
			// The last bytes of nothing can be asked for, but no Content-Range names them
			return null;
		}
		boolean wasteful = selected.size() > 1 && selected.stream().mapToLong(Span::length).sum() >= length;
		return wasteful ? null : new ByteRanges(selected, length);
	}

	private static @Nullable List<Span> parse(String field, long length) {
		try {
			return HttpRange.parseRanges("bytes=" + withinLong(field.substring("bytes=".length())))
				.stream()
				.filter((range) -> range.getRangeStart(length) < length)
				.map((range) -> new Span(range.getRangeStart(length), range.getRangeEnd(length)))
				.toList();
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	// Positions have any number of digits; where there is no such byte, all are alike
	private static String withinLong(String ranges) {
		return BEYOND_LONG.matcher(ranges).replaceAll(String.valueOf(Long.MAX_VALUE));
	}

	boolean isUnsatisfiable() {
		return this.spans.isEmpty();
	}

	/**
	 * Returns the value of Content-Range.
	 * @param span one of the ranges
	 * @return the value
	 */
	String contentRange(Span span) {
		return "bytes " + span.first() + '-' + span.last() + '/' + this.length;
	}

	/**
	 * One range.
	 *
	 * @param first position of its first byte
	 * @param last position of its last byte
	 */
	record Span(long first, long last) {

		long length() {
			return this.last - this.first + 1;
		}

	}

}
