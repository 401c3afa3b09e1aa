package io.github.conditionalcache.range;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PartialContent}.
 */
class PartialContentTests {

	private final Whole whole = new Whole();

	private PartialContent part(String field, @Nullable String contentType) {
		return new PartialContent(this.whole, Objects.requireNonNull(ByteRanges.select(field, 10)), contentType);
	}

	private static Map<String, String> fields(PartialContent part) {
		Map<String, String> fields = new HashMap<>();
		part.describe(fields::put);
		return fields;
	}

	@Test
	void describeWhenOneRangeNamesIt() throws IOException {
		PartialContent part = part("bytes=2-4", "text/plain");
		assertThat(fields(part)).isEqualTo(Map.of("Content-Range", "bytes 2-4/10", "Content-Length", "3"));
		assertThat(part.getInputStream()).hasContent("234");
		assertThat(part.contentLength()).isEqualTo(3);
	}

	@Test
	void getInputStreamWhenReadByteByByteEndsWithTheRange() throws IOException {
		InputStream in = part("bytes=8-9", null).getInputStream();
		assertThat(List.of(in.read(), in.read(), in.read())).containsExactly((int) '8', (int) '9', -1);
		in = part("bytes=0-1", null).getInputStream();
		byte[] buffer = new byte[5];
		assertThat(in.read(buffer)).isEqualTo(2);
		assertThat(in.read(buffer)).isEqualTo(-1);
	}

	@Test
	void getInputStreamWhenSeveralRangesFramesEach() throws IOException {
		PartialContent part = part("bytes=0-1,8-", "text/plain");
		Map<String, String> fields = fields(part);
		String boundary = fields.get("Content-Type").substring("multipart/byteranges; boundary=".length());
		String content = new String(part.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		assertThat(content).isEqualTo("""

				--%1$s
				Content-Type: text/plain
				Content-Range: bytes 0-1/10

				01
				--%1$s
				Content-Type: text/plain
				Content-Range: bytes 8-9/10

				89
				--%1$s--
				""".formatted(boundary).replace("\n", "\r\n"));
		assertThat(fields).hasSize(2).containsEntry("Content-Length", String.valueOf(content.length()));
		assertThat(part.contentLength()).isEqualTo(content.length());
		assertThat(this.whole.open).isZero();
	}

	@Test
	void getInputStreamWhenTypeIsUnknownFramesWithoutIt() throws IOException {
		assertThat(new String(part("bytes=0-1,8-", null).getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
			.doesNotContain("Content-Type");
	}

	@Test
	void getInputStreamWhenContentHasShrunkClosesIt() {
		ByteRanges ranges = Objects.requireNonNull(ByteRanges.select("bytes=15-", 20));
		PartialContent part = new PartialContent(this.whole, ranges, null);
		assertThatExceptionOfType(EOFException.class).isThrownBy(part::getInputStream);
		assertThat(this.whole.open).isZero();
	}

	@Test
	void getFilenameIsThatOfTheWhole() {
		PartialContent part = part("bytes=2-4", null);
		assertThat(part.getFilename()).isEqualTo("digits.txt");
		assertThat(part.getDescription()).isEqualTo("part of " + this.whole.getDescription());
	}

	/**
	 * Ten digits.
	 */
	private static final class Whole extends ByteArrayResource {

		private int open;

		Whole() {
			super("0123456789".getBytes(StandardCharsets.ISO_8859_1));
		}

		@Override
		public InputStream getInputStream() {
			this.open++;
			return new FilterInputStream(new ByteArrayInputStream(getByteArray())) {

				@Override
				public void close() {
					Whole.this.open--;
				}

			};
		}

		@Override
		public String getFilename() {
			return "digits.txt";
		}

	}

}
