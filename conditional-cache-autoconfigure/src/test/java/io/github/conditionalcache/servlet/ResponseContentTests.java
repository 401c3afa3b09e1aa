package io.github.conditionalcache.servlet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.representation.ChunkPool;
import io.github.conditionalcache.representation.HeldContent;
import jakarta.servlet.ServletOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.DelegatingServletOutputStream;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResponseContent}.
 */
class ResponseContentTests {

	private static final int LIMIT = 10;

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final ResponseContent content = new ResponseContent(this.response,
			new ContentLimit(LIMIT, new ChunkPool()));

	private final RecordedEvents events = new RecordedEvents();

	@BeforeEach
	void manage() {
		this.content.manage(this.events, false);
	}

	private void write(int size) throws IOException {
		this.content.write(new byte[size], 0, size);
	}

	private int sent() {
		return this.response.getContentAsByteArray().length;
	}

	@Test
	void writeWhenPassingAnnouncesAndSends() throws IOException {
		write(LIMIT + 1);
		assertThat(this.events.heard).containsExactly("sending");
		assertThat(sent()).isEqualTo(LIMIT + 1);
	}

	@Test
	void writeWhenHoldingSendsNothing() throws IOException {
		this.content.hold();
		write(LIMIT);
		this.content.flush();
		assertThat(this.events.heard).isEmpty();
		assertThat(sent()).isZero();
		assertThat(this.content.held().size()).isEqualTo(LIMIT);
	}

	@Test
	void writeWhenLimitIsPassedSpillsAndPassesOn() throws IOException {
		this.content.hold();
		write(LIMIT);
		write(1);
		assertThat(this.events.heard).containsExactly("spilling " + Reason.TOO_LARGE, "sending");
		assertThat(this.content.isPassing()).isTrue();
		assertThat(sent()).isEqualTo(LIMIT + 1);
	}

	@Test
	void writeWhenEventDiscardsSendsNothing() throws IOException {
		this.events.whenSpilling = this.content::discard;
		this.content.hold();
		write(LIMIT);
		write(1);
		assertThat(this.events.heard).containsExactly("spilling " + Reason.TOO_LARGE);
		assertThat(this.content.isDiscarding()).isTrue();
		assertThat(sent()).isZero();
	}

	@Test
	void flushWhenPassingAnnouncesAndFlushes() throws IOException {
		this.content.flush();
		assertThat(this.events.heard).containsExactly("sending");
		assertThat(this.response.isCommitted()).isTrue();
	}

	@Test
	void flushWhenDiscardingDoesNothing() throws IOException {
		this.content.discard();
		write(1);
		this.content.flush();
		assertThat(this.events.heard).isEmpty();
		assertThat(this.response.isCommitted()).isFalse();
		assertThat(sent()).isZero();
	}

	@Test
	void holdWhenCommittedPassesOn() {
		this.response.flushBuffer();
		this.content.hold();
		assertThat(this.content.isHolding()).isFalse();
	}

	@Test
	void holdWhenDiscardingDiscards() {
		this.content.discard();
		this.content.hold();
		assertThat(this.content.isDiscarding()).isTrue();
	}

	@Test
	void discardWhenHoldingDropsTheContent() throws IOException {
		this.content.hold();
		write(5);
		HeldContent held = this.content.held();
		this.content.discard();
		this.content.release(true);
		assertThat(sent()).isZero();
		assertThat(held.append(new byte[1], 0, 1)).isFalse();
	}

	@Test
	void takeWhenHoldingGivesTheContentAndPassesOn() throws IOException {
		this.content.hold();
		write(5);
		HeldContent held = this.content.held();
		assertThat(this.content.take()).hasSize(5);
		assertThat(held.append(new byte[1], 0, 1)).isFalse();
		write(2);
		assertThat(sent()).isEqualTo(2);
	}

	@Test
	void releaseWhenHoldingSendsOnce() throws IOException {
		this.content.hold();
		write(5);
		this.content.release(true);
		this.content.release(true);
		assertThat(sent()).isEqualTo(5);
		assertThat(this.content.isPassing()).isTrue();
		assertThat(this.events.heard).isEmpty();
	}

	@Test
	void passWhenHoldingForgetsTheContent() throws IOException {
		this.content.hold();
		write(5);
		this.content.pass();
		write(1);
		assertThat(sent()).isEqualTo(1);
	}

	@Test
	void declareLengthWhenPassingReachesTheClient() {
		this.content.declareLength(LIMIT + 1);
		assertThat(this.response.getHeader("Content-Length")).isEqualTo("11");
	}

	@Test
	void declareLengthWhenHoldingWaits() {
		this.content.hold();
		this.content.declareLength(LIMIT);
		assertThat(this.response.containsHeader("Content-Length")).isFalse();
		assertThat(this.content.isHolding()).isTrue();
	}

	@Test
	void declareLengthWhenBeyondTheLimitSpills() {
		this.content.hold();
		this.content.declareLength(LIMIT + 1);
		assertThat(this.events.heard).containsExactly("spilling " + Reason.TOO_LARGE);
		assertThat(this.response.getHeader("Content-Length")).isEqualTo("11");
	}

	@Test
	void declareLengthWhenDiscardingReachesNobody() {
		this.content.discard();
		this.content.declareLength(LIMIT + 1);
		this.content.declareLength(0);
		assertThat(this.response.containsHeader("Content-Length")).isFalse();
		this.content.declareLength(-1);
		assertThat(this.response.getHeader("Content-Length")).isEqualTo("-1");
	}

	@Test
	void lacksContentWhenHeadHasALengthOnly() {
		this.content.manage(this.events, true);
		assertThat(this.content.lacksContent()).isFalse();
		this.content.hold();
		this.content.declareLength(5);
		assertThat(this.content.lacksContent()).isTrue();
	}

	@Test
	void passThroughWhenHoldingSpills() throws IOException {
		this.content.hold();
		write(5);
		assertThat(this.content.isReady()).isTrue();
		assertThat(this.content.passThrough()).isSameAs(this.response.getOutputStream());
		assertThat(this.events.heard).containsExactly("spilling " + Reason.STREAMING);
		assertThat(sent()).isEqualTo(5);
	}

	@Test
	void writeWhenDiscardingIsTaken() {
		assertThat(Discarding.INSTANCE.write(new byte[1], 0, 1)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void isReadyWhenPassingIsThatOfTheContainer(boolean ready) throws IOException {
		MockHttpServletResponse other = new MockHttpServletResponse() {

			@Override
			public ServletOutputStream getOutputStream() {
				return new DelegatingServletOutputStream(new ByteArrayOutputStream()) {

					@Override
					public boolean isReady() {
						return ready;
					}

				};
			}

		};
		assertThat(new ResponseContent(other, new ContentLimit(LIMIT, new ChunkPool())).isReady()).isEqualTo(ready);
	}

	@Test
	void isBeyondLimitWhenLongerThanIsHeld() {
		assertThat(this.content.isBeyondLimit(LIMIT)).isFalse();
		assertThat(this.content.isBeyondLimit(LIMIT + 1)).isTrue();
	}

}
