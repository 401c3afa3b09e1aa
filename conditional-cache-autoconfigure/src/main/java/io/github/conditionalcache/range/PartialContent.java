package io.github.conditionalcache.range;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MimeTypeUtils;

/**
 * Content of a {@code 206}: one range of a resource, or several as
 * {@code multipart/byteranges} (RFC 9110 §14.6). Reads no more of the resource than is
 * sent.
 */
final class PartialContent extends AbstractResource {

	private final Resource whole;

	private final ByteRanges ranges;

	private final List<byte[]> frames;

	private final @Nullable String multipartType;

	/**
	 * Creates the content.
	 * @param whole the resource
	 * @param ranges the ranges of it that are sent
	 * @param contentType media type of the resource, or {@code null}
	 */
	PartialContent(Resource whole, ByteRanges ranges, @Nullable String contentType) {
		this.whole = whole;
		this.ranges = ranges;
		if (ranges.spans().size() == 1) {
			this.multipartType = null;
			this.frames = List.of();
		}
		else {
			String boundary = MimeTypeUtils.generateMultipartBoundaryString();
			this.multipartType = "multipart/byteranges; boundary=" + boundary;
			this.frames = frames(ranges, contentType, boundary);
		}
	}

	private static List<byte[]> frames(ByteRanges ranges, @Nullable String contentType, String boundary) {
		List<byte[]> frames = new ArrayList<>();
		for (ByteRanges.Span span : ranges.spans()) {
			frames.add(bytes("\r\n--" + boundary + ((contentType != null) ? "\r\nContent-Type: " + contentType : "")
					+ "\r\nContent-Range: " + ranges.contentRange(span) + "\r\n\r\n"));
		}
		frames.add(bytes("\r\n--" + boundary + "--\r\n"));
		return frames;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Sets the fields that differ from those of the whole.
	 * @param fields takes names and values
	 */
	void describe(BiConsumer<String, String> fields) {
		if (this.multipartType != null) {
			fields.accept(HttpHeaders.CONTENT_TYPE, this.multipartType);
		}
		else {
			fields.accept(HttpHeaders.CONTENT_RANGE, this.ranges.contentRange(this.ranges.spans().get(0)));
		}
		fields.accept(HttpHeaders.CONTENT_LENGTH, Long.toString(contentLength()));
	}

	@Override
	public long contentLength() {
		return this.ranges.spans().stream().mapToLong(ByteRanges.Span::length).sum()
				+ this.frames.stream().mapToLong((frame) -> frame.length).sum();
	}

	@Override
	public InputStream getInputStream() throws IOException {
		return this.frames.isEmpty() ? open(this.ranges.spans().get(0))
				: new SequenceInputStream(new Opening(pieces().iterator()));
	}

	private List<Supplier<InputStream>> pieces() {
		List<ByteRanges.Span> spans = this.ranges.spans();
		List<Supplier<InputStream>> pieces = new ArrayList<>();
		for (int i = 0; i < spans.size(); i++) {
			byte[] head = this.frames.get(i);
			ByteRanges.Span span = spans.get(i);
			pieces.add(() -> new ByteArrayInputStream(head));
			pieces.add(() -> openUnchecked(span));
		}
		pieces.add(() -> new ByteArrayInputStream(this.frames.get(spans.size())));
		return pieces;
	}

	private InputStream openUnchecked(ByteRanges.Span span) {
		try {
			return open(span);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private InputStream open(ByteRanges.Span span) throws IOException {
		InputStream in = this.whole.getInputStream();
		try {
			in.skipNBytes(span.first());
			return new Limited(in, span.length());
		}
		catch (IOException ex) {
			in.close();
			throw ex;
		}
	}

	@Override
	public @Nullable String getFilename() {
		return this.whole.getFilename();
	}

	@Override
	public String getDescription() {
		return "part of " + this.whole.getDescription();
	}

	/**
	 * Opens each piece when the one before has been read.
	 *
	 * @param pieces the pieces
	 */
	@SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing younger
	private record Opening(Iterator<Supplier<InputStream>> pieces) implements Enumeration<InputStream> {

		@Override
		public boolean hasMoreElements() {
			return this.pieces.hasNext();
		}

		@Override
		public InputStream nextElement() {
			return this.pieces.next().get();
		}

	}

	/**
	 * As many bytes of a stream as a range has.
	 */
	private static final class Limited extends FilterInputStream {

		private long left;

		Limited(InputStream in, long length) {
			super(in);
			this.left = length;
		}

		@Override
		public int read() throws IOException {
			int read = (this.left > 0) ? super.read() : -1;
			this.left -= (read >= 0) ? 1 : 0;
			return read;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int read = (this.left > 0) ? super.read(buffer, offset, (int) Math.min(length, this.left)) : -1;
			this.left -= Math.max(read, 0);
			return read;
		}

	}

}
