package io.github.conditionalcache.failure;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.impl.NoOpLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OncePerMinute}.
 */
class OncePerMinuteTests {

	private final Lines lines = new Lines();

	private final Ticking clock = new Ticking();

	private final OncePerMinute once = new OncePerMinute(this.lines, this.clock);

	@Test
	void eachHandlerIsLoggedOnceAMinute() {
		this.once.warn("1", "Books.get", "is late");
		this.once.warn("1", "Books.get", "is late");
		this.once.warn("2", "Books.all", "is late");
		this.clock.millis = 59_999;
		this.once.warn("1", "Books.get", "is late");
		assertThat(this.lines.all).containsExactly("warn Books.get is late", "warn Books.all is late");
		this.clock.millis = 60_000;
		this.once.warn("1", "Books.get", "is late again");
		this.once.warn("1", "Books.get", "is late again");
		assertThat(this.lines.all).hasSize(3).last().isEqualTo("warn Books.get is late again");
	}

	@Test
	void causeIsLoggedWithTheWarning() {
		IllegalStateException cause = new IllegalStateException("no version");
		this.once.warn("1", "Books.get", "fails", cause);
		assertThat(this.lines.all).containsExactly("warn Books.get fails");
		assertThat(this.lines.cause).isSameAs(cause);
	}

	@Test
	void errorCountsAsAWarningDoes() {
		this.once.error("1", "Books.get", "fails");
		this.once.error("1", "Books.get", "fails again");
		this.once.warn("1", "Books.get", "is late");
		assertThat(this.lines.all).containsExactly("error Books.get fails");
	}

	@SuppressWarnings("serial")
	private static final class Lines extends NoOpLog {

		private final List<String> all = new ArrayList<>();

		private @Nullable Throwable cause;

		@Override
		public void warn(Object message, @Nullable Throwable failure) {
			this.all.add("warn " + message);
			this.cause = failure;
		}

		@Override
		public void error(Object message) {
			this.all.add("error " + message);
		}

	}

	private static final class Ticking extends Clock {

		private long millis;

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return Instant.ofEpochMilli(this.millis);
		}

	}

}
