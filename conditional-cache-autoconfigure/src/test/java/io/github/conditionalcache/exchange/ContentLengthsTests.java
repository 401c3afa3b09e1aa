package io.github.conditionalcache.exchange;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContentLengths}.
 */
class ContentLengthsTests {

	private final ContentLengths lengths = new ContentLengths();

	@Test
	void estimateIsTheLengthSentLast() {
		assertThat(this.lengths.estimate("a")).isNull();
		this.lengths.sent("a", 10);
		assertThat(this.lengths.estimate("a")).isEqualTo(10);
		this.lengths.sent("a", 7);
		assertThat(this.lengths.estimate("a")).isEqualTo(7);
		assertThat(this.lengths.estimate("b")).isNull();
	}

}
