package io.github.conditionalcache.exchange;

import java.lang.reflect.Method;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.handler.AnswerTraits;
import io.github.conditionalcache.handler.HandlerIdentity;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.selector.handler.HandlerSelectors;
import io.github.conditionalcache.storing.StoringPolicy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContentLengths}.
 */
class ContentLengthsTests {

	private final ContentLengths lengths = new ContentLengths();

	private static ReadPolicy policy(String name) {
		Method method = Object.class.getMethods()[0];
		return new ReadPolicy(new HandlerIdentity(Object.class, method, method, name, name), true, StoringPolicy.NONE,
				HandlerSelectors.NONE, Strength.STRONG, AnswerTraits.NONE, null, null, null);
	}

	@Test
	void estimateIsTheLengthSentLast() {
		assertThat(this.lengths.estimate(policy("a"))).isNull();
		this.lengths.sent(policy("a"), 10);
		assertThat(this.lengths.estimate(policy("a"))).isEqualTo(10);
		this.lengths.sent(policy("a"), 7);
		assertThat(this.lengths.estimate(policy("a"))).isEqualTo(7);
		assertThat(this.lengths.estimate(policy("b"))).isNull();
	}

}
