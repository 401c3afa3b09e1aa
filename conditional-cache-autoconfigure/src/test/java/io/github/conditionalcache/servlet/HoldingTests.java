package io.github.conditionalcache.servlet;

import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

import io.github.conditionalcache.representation.ChunkPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Holding}.
 */
class HoldingTests {

	private static final int LIMIT = 100_000;

	private final ContentLimit limit = new ContentLimit(LIMIT, new ChunkPool());

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private Holding holding(boolean head, int size) {
		Holding holding = new Holding(this.limit.hold(), head);
		assertThat(holding.write(new byte[size], 0, size)).isTrue();
		return holding;
	}

	@Test
	void writeWhenContentIsBeyondTheLimitTakesNothing() {
		Holding holding = holding(false, LIMIT);
		assertThat(holding.write(new byte[1], 0, 1)).isFalse();
		assertThat(holding.content().size()).isEqualTo(LIMIT);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			head,  declared, written, lacks
			true,  7,        0,       true
			true,  7,        7,       false
			true,  0,        0,       false
			true,   ,        0,       false
			true,  -1,       0,       false
			false, 7,        0,       false
			""")
	void lacksContentWhenHeadHasALengthOnly(boolean head, @Nullable Long declared, int written, boolean lacks) {
		Holding holding = holding(head, written);
		if (declared != null) {
			assertThat(holding.declareLength(declared)).isEqualTo(declared >= 0);
		}
		assertThat(holding.lacksContent()).isEqualTo(lacks);
	}

	// The buffer has 4096 bytes: the sender measures content up to a quarter of it
	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			head,  status, size,  measured, set, length
			false, 200,    1024,  false,       ,
			false, 200,    1024,  true,        , 1024
			false, 200,    1025,  false,       , 1025
			false, 200,    5,     false,    7,   5
			true,  200,    1024,  false,       , 1024
			false, 200,    0,     true,        , 0
			false, 204,    0,     true,        ,
			false, 404,    5,     true,        , 5
			""")
	void releaseWhenLengthIsNotMeasuredBySenderDeclaresIt(boolean head, int status, int size, boolean measured,
			@Nullable Integer set, @Nullable String length) throws IOException {
		this.response.setStatus(status);
		if (set != null) {
			this.response.setContentLength(set);
		}
		holding(head, size).release(new Passing(this.response), measured);
		assertThat(this.response.getHeader("Content-Length")).isEqualTo(length);
		assertThat(this.response.getContentAsByteArray()).hasSize(size);
	}

	@Test
	void releaseWhenHeadHasALengthOnlyDeclaresIt() throws IOException {
		Holding holding = holding(true, 0);
		holding.declareLength(7);
		holding.release(new Passing(this.response), true);
		assertThat(this.response.getHeader("Content-Length")).isEqualTo("7");
	}

	@Test
	void releaseWhenLengthWasDeclaredMeasuresWhatIsThere() throws IOException {
		Holding holding = holding(false, 5);
		holding.declareLength(7);
		holding.release(new Passing(this.response), true);
		assertThat(this.response.getHeader("Content-Length")).isEqualTo("5");
	}

	@Test
	void releaseWhenContentHasTrailersDeclaresNothing() throws IOException {
		MockHttpServletResponse trailed = new MockHttpServletResponse() {

			@Override
			public Supplier<Map<String, String>> getTrailerFields() {
				return Map::of;
			}

		};
		holding(false, 5).release(new Passing(trailed), true);
		assertThat(trailed.containsHeader("Content-Length")).isFalse();
		assertThat(trailed.getContentAsByteArray()).hasSize(5);
	}

	@Test
	void releaseWhenCodingWasSetTakesItOff() throws IOException {
		this.response.setHeader("Transfer-Encoding", "chunked");
		holding(false, 5).release(new Passing(this.response), true);
		assertThat(this.response.containsHeader("Transfer-Encoding")).isFalse();
	}

	@Test
	void releaseWhenContentIsLongCommitsFirst() throws IOException {
		this.response.setBufferSize(10 * LIMIT);
		holding(false, ChunkPool.PIECE).release(new Passing(this.response), true);
		assertThat(this.response.isCommitted()).isFalse();
		holding(false, ChunkPool.PIECE + 1).release(new Passing(this.response), true);
		assertThat(this.response.isCommitted()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "7, 7", "," })
	void spillWhenLengthWasDeclaredDeclaresIt(@Nullable Long declared, @Nullable String length) throws IOException {
		Holding holding = holding(false, 5);
		if (declared != null) {
			holding.declareLength(declared);
		}
		holding.spill(new Passing(this.response));
		assertThat(this.response.getHeader("Content-Length")).isEqualTo(length);
		assertThat(this.response.getContentAsByteArray()).hasSize(5);
		assertThat(holding.write(new byte[1], 0, 1)).isFalse();
	}

	@Test
	void dropWhenContentIsHeldGivesItsMemoryBack() {
		Holding holding = holding(false, 5);
		holding.drop();
		assertThat(holding.write(new byte[1], 0, 1)).isFalse();
	}

}
