package io.github.conditionalcache.change.memory;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.ChangeTagsUnavailableException;
import io.github.conditionalcache.change.MarkingStore.Mark;
import io.github.conditionalcache.change.MarkingStore.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MemoryChangeTagStoreTests {

	private static final Duration LEASE = Duration.ofSeconds(60);

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);

	private final MemoryChangeTagStore store = new MemoryChangeTagStore(LEASE, this.now::get);

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			read,  changed, outcome,     during, after
			5,     5,       COMMITTED,   false,  true
			5,     5,       ROLLED_BACK, false,  false
			5,     6,       COMMITTED,   true,   false
			5,     65536,   COMMITTED,   false,  true
			5,     65536,   ROLLED_BACK, false,  false
			0,     65535,   COMMITTED,   true,   false
			65535, 65535,   COMMITTED,   false,  true
			""")
	void changeOfABucketGivesAnotherVersion(int read, int changed, Outcome outcome, boolean during, boolean after) {
		long[] before = read(read);
		Mark mark = this.store.mark(new int[] { changed });
		assertThat(this.store.read(new int[] { read }) != null).isEqualTo(during);
		mark.end(outcome);
		assertThat(Arrays.equals(read(read), before)).isEqualTo(!after);
	}

	private long[] read(int... buckets) {
		long[] versions = this.store.read(buckets);
		assertThat(versions).isNotNull();
		return versions;
	}

	@Test
	void bucketIsUnstableUntilItsLastMarkEnds() {
		long[] before = read(7);
		Mark first = this.store.mark(new int[] { 7 });
		Mark second = this.store.mark(new int[] { 6, 7 });
		first.end(Outcome.COMMITTED);
		assertThat(this.store.read(new int[] { 7 })).isNull();
		second.end(Outcome.ROLLED_BACK);
		assertThat(read(7)).isNotEqualTo(before);
	}

	@Test
	void oneOfSeveralBucketsIsEnough() {
		long[] before = read(1, 2, 3);
		this.store.mark(new int[] { 2 }).end(Outcome.COMMITTED);
		assertThat(read(1, 2, 3)).isNotEqualTo(before);
	}

	@Test
	void unknownOutcomeIsANewVersionWhenTheLeaseEnds() {
		long[] before = read(7);
		this.store.mark(new int[] { 7 }).end(Outcome.UNKNOWN);
		this.now.addAndGet(LEASE.toNanos() - 1);
		assertThat(this.store.read(new int[] { 7 })).isNull();
		assertThat(read(8)).isNotNull();
		this.now.incrementAndGet();
		assertThat(read(7)).isNotEqualTo(before).isEqualTo(read(7));
	}

	@Test
	void markOfAWriteThatGoesOnHasNoEnd() {
		Mark mark = this.store.mark(new int[] { 7 });
		this.now.addAndGet(10 * LEASE.toNanos());
		assertThat(this.store.read(new int[] { 7 })).isNull();
		mark.end(Outcome.COMMITTED);
		assertThat(this.store.read(new int[] { 7 })).isNotNull();
	}

	@ParameterizedTest
	@EnumSource
	void numbersDoNotComeAgainInAnotherProcess(Outcome outcome) {
		MemoryChangeTagStore restarted = new MemoryChangeTagStore(LEASE);
		this.store.mark(new int[] { 8 }).end(outcome);
		assertThat(restarted.read(new int[] { 7 })).isNotEqualTo(read(7));
	}

	@Test
	void moreWritersThanCanBeCountedAreRefusedAndLeaveNoMark() {
		long[] before = read(6);
		Mark[] marks = IntStream.range(0, 65535).mapToObj((i) -> this.store.mark(new int[] { 7 })).toArray(Mark[]::new);
		assertThatExceptionOfType(ChangeTagsUnavailableException.class)
			.isThrownBy(() -> this.store.mark(new int[] { 6, 7 }));
		assertThat(read(6)).isEqualTo(before);
		Arrays.stream(marks).forEach((mark) -> mark.end(Outcome.ROLLED_BACK));
		assertThat(this.store.read(new int[] { 7 })).isNotNull();
	}

	@Test
	void noVersionComesAgainBesideOtherWriters() throws Exception {
		int threads = 4;
		int changes = 500;
		Set<Long> seen = ConcurrentHashMap.newKeySet();
		CyclicBarrier start = new CyclicBarrier(threads);
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			for (Future<?> writer : IntStream.range(0, threads).mapToObj((i) -> executor.submit(() -> {
				start.await();
				for (int change = 0; change < changes; change++) {
					Mark mark = this.store.mark(new int[] { 7 });
					assertThat(this.store.read(new int[] { 7 })).isNull();
					mark.end((change % 3 == 0) ? Outcome.UNKNOWN : Outcome.COMMITTED);
					this.now.addAndGet(LEASE.toNanos());
					note(seen, this.store.read(new int[] { 7 }));
				}
				return null;
			})).toList()) {
				writer.get();
			}
		}
		finally {
			executor.shutdown();
		}
		assertThat(read(7)[2]).isEqualTo((long) threads * changes);
		assertThat(read(7)[1]).isZero();
	}

	private static void note(Set<Long> seen, long @Nullable [] versions) {
		if (versions != null) {
			seen.add(versions[2]);
		}
	}

	@Test
	void bucketsThatAreChangingAreCountedOnce() {
		assertThat(this.store.changing()).hasValue(0);
		Mark first = this.store.mark(new int[] { 0, 7 });
		Mark second = this.store.mark(new int[] { 7, Buckets.ALL });
		assertThat(this.store.changing()).hasValue(3);
		first.end(Outcome.COMMITTED);
		assertThat(this.store.changing()).hasValue(2);
		second.end(Outcome.UNKNOWN);
		assertThat(this.store.changing()).hasValue(2);
		this.now.addAndGet(LEASE.toNanos());
		assertThat(this.store.changing()).hasValue(0);
	}

	@Test
	void asManyNumbersForAsManyBuckets() {
		assertThat(read()).hasSameSizeAs(read());
		assertThat(read(0, Buckets.COUNT - 1)).hasSize(read().length + 2);
	}

}
