package io.github.conditionalcache.change.declared;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.ChangeTagsUnavailableException;
import io.github.conditionalcache.change.MarkingStore.Outcome;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.StoreObserver.Call;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TagReader}.
 */
class TagReaderTests {

	private static final int[] BUCKETS = { 1 };

	private final List<Call> calls = new ArrayList<>();

	private final StoreObserver observer = new StoreObserver() {

		@Override
		public void called(Call call, long nanos) {
			assertThat(Duration.ofNanos(nanos)).isBetween(Duration.ZERO, Duration.ofMinutes(1));
			TagReaderTests.this.calls.add(call);
		}

		@Override
		public void ended(Outcome outcome) {
		}

	};

	private TagReader reader(ChangeTagStore store) {
		return new TagReader(store, this.observer, null);
	}

	@Test
	void readingIsSeenWithItsResult() {
		assertThat(reader((buckets) -> new long[] { 5 }).read(BUCKETS)).containsExactly(5);
		assertThat(reader((buckets) -> null).read(BUCKETS)).isNull();
		TagReader failing = reader((buckets) -> {
			throw new ChangeTagsUnavailableException("away", null);
		});
		assertThatExceptionOfType(ChangeTagsUnavailableException.class).isThrownBy(() -> failing.read(BUCKETS));
		assertThat(this.calls).containsExactly(Call.READ_SETTLED, Call.READ_UNSETTLED, Call.READ_FAILED);
	}

	@Test
	void versionThatIsYoungIsHeldBack() {
		TagReader settling = new TagReader((buckets) -> new long[] { 5 }, this.observer,
				new Settling(Duration.ofHours(1)));
		assertThat(settling.read(BUCKETS)).isNull();
		assertThat(settling.read(BUCKETS)).isNull();
		assertThat(this.calls).containsExactly(Call.READ_UNSETTLED, Call.READ_UNSETTLED);
	}

	@Test
	void readerIsThatOfTheApplication() {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		assertThat(TagReader.of(beans)).isNull();
		beans.addBean("store", (ChangeTagStore) (buckets) -> new long[] { 6 });
		assertThat(TagReader.of(beans)).isNotNull()
			.satisfies((plain) -> assertThat(plain.read(BUCKETS)).containsExactly(6));
		TagReader own = reader((buckets) -> null);
		beans.addBean("reader", own);
		assertThat(TagReader.of(beans)).isSameAs(own);
	}

}
