package io.github.conditionalcache.webmvc;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.conditionalcache.change.MarkingStore;
import io.github.conditionalcache.change.memory.MemoryChangeTagStore;
import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link AbstractChangeTagsTests} with a limit for look-ups, which are made on another
 * thread then.
 */
@Import(TimedChangeTagsTests.Slow.class)
@TestPropertySource(properties = "conditional-cache.validation.timeout=2s")
class TimedChangeTagsTests extends AbstractChangeTagsTests {

	TimedChangeTagsTests() {
		super("JettyServletWebServer");
	}

	@Test
	void readThatTakesTooLongLeavesTheAnswerWithoutTag(@Autowired SlowStore store, @LocalServerPort int port) {
		RawHttp http = new RawHttp(port);
		String known = "If-None-Match: " + http.get("/books/1").field("ETag");
		CountDownLatch end = new CountDownLatch(1);
		store.hangsUntil.set(end);
		Answer late = http.get("/books/1", known);
		assertThat(late.status()).isEqualTo(200);
		assertThat(late.field("ETag")).isNull();
		assertThat(late.text()).contains("first");
		end.countDown();
		assertThat(http.get("/books/1", known).status()).isEqualTo(304);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Slow {

		@Bean
		SlowStore slowStore() {
			return new SlowStore();
		}

	}

	/**
	 * A store that may hang.
	 */
	static final class SlowStore implements MarkingStore {

		final AtomicReference<CountDownLatch> hangsUntil = new AtomicReference<>(new CountDownLatch(0));

		private final MarkingStore store = new MemoryChangeTagStore(Duration.ofMinutes(1));

		@Override
		public long @Nullable [] read(int[] buckets) {
			try {
				assertThat(this.hangsUntil.get().await(30, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return this.store.read(buckets);
		}

		@Override
		public Mark mark(int[] buckets) {
			return this.store.mark(buckets);
		}

	}

}
