package io.github.conditionalcache.test.change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.ChangeTagStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules that every store keeps. Extended by the tests for each kind.
 *
 * @param <S> kind of the store
 * @since 0.1.0
 */
public abstract class AbstractChangeTagStoreTests<S extends ChangeTagStore> {

	/**
	 * A bucket.
	 */
	protected static final int BUCKET = 42;

	/**
	 * Another bucket.
	 */
	protected static final int OTHER_BUCKET = 4711;

	private static final int WRITERS = 16;

	private static final int CHANGES = 20;

	/**
	 * Returns the store of a node.
	 * @return always the same for one test
	 */
	protected abstract S store();

	/**
	 * Returns the store of another node, which knows the same data.
	 * @return the same as {@link #store()} if there can be only one node
	 */
	protected S storeOfOtherNode() {
		return store();
	}

	/**
	 * Changes buckets.
	 * @param store the store
	 * @param buckets the buckets, ascending
	 */
	protected abstract void change(S store, int... buckets);

	/**
	 * Begins to change buckets, and rolls back.
	 * @param store the store
	 * @param buckets the buckets, ascending
	 */
	protected abstract void rollBack(S store, int... buckets);

	@Test
	void versionsWhenNothingChangesStay() {
		assertThat(versions(BUCKET, OTHER_BUCKET)).isEqualTo(versions(BUCKET, OTHER_BUCKET));
	}

	@Test
	void versionsWhenRolledBackStay() {
		List<Long> before = versions(BUCKET);
		rollBack(store(), BUCKET);
		assertThat(versions(BUCKET)).isEqualTo(before);
	}

	@Test
	void versionsWhenOtherBucketChangesStay() {
		List<Long> before = versions(BUCKET);
		change(store(), OTHER_BUCKET);
		assertThat(versions(BUCKET)).isEqualTo(before);
	}

	@Test
	void versionsWhenOneOfSeveralChangesDiffer() {
		List<Long> before = versions(BUCKET, OTHER_BUCKET);
		change(store(), OTHER_BUCKET);
		assertThat(versions(BUCKET, OTHER_BUCKET)).hasSameSizeAs(before).isNotEqualTo(before);
	}

	@Test
	void versionsWhenAllChangeDiffer() {
		List<Long> before = versions(BUCKET);
		List<Long> others = versions(0, Buckets.COUNT - 1);
		change(store(), Buckets.ALL);
		assertThat(versions(BUCKET)).isNotEqualTo(before);
		assertThat(versions(0, Buckets.COUNT - 1)).isNotEqualTo(others);
	}

	@Test
	void versionsWhenManyBucketsChangeDiffer() {
		int[] buckets = IntStream.range(0, Buckets.COUNT / 4).toArray();
		List<Long> before = versions(BUCKET);
		change(store(), buckets);
		assertThat(versions(BUCKET)).isNotEqualTo(before);
	}

	@Test
	void versionsWhenChangedAgainNeverComeAgain() {
		List<List<Long>> versions = new ArrayList<>(List.of(versions(BUCKET)));
		for (int i = 0; i < CHANGES; i++) {
			change(store(), BUCKET);
			versions.add(versions(BUCKET));
		}
		assertThat(versions).doesNotHaveDuplicates();
	}

	@Test
	void versionsWhenOtherNodeChangesDiffer() {
		List<Long> before = versions(BUCKET);
		change(storeOfOtherNode(), BUCKET);
		assertThat(versions(BUCKET)).isNotEqualTo(before);
	}

	@Test
	void versionsOfOtherNodeAreTheSame() {
		change(store(), BUCKET);
		List<Long> versions = versions(BUCKET);
		assertThat(certain(storeOfOtherNode(), BUCKET)).isEqualTo(versions);
	}

	// What a writer has read before its change must not be read after it, by whatever the
	// others do meanwhile
	@Test
	void versionsWhenManyChangeAtOnceDiffer() throws Exception {
		List<Long> first = versions(BUCKET);
		ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
		List<Future<?>> ends = new ArrayList<>();
		try {
			for (int i = 0; i < WRITERS; i++) {
				S store = (i % 2 == 0) ? store() : storeOfOtherNode();
				ends.add(writers.submit(() -> changeAndRead(store)));
			}
			for (Future<?> end : ends) {
				end.get();
			}
		}
		finally {
			writers.shutdownNow();
		}
		assertThat(versions(BUCKET)).isNotEqualTo(first);
	}

	private void changeAndRead(S store) {
		List<List<Long>> seen = new ArrayList<>();
		for (int i = 0; i < CHANGES; i++) {
			change(store, BUCKET);
			List<Long> versions = read(store, BUCKET);
			if (versions != null) {
				assertThat(seen).doesNotContain(versions);
				seen.add(versions);
			}
		}
	}

	/**
	 * Reads versions that are certain, as they are when nobody writes. A new store may
	 * not know them at once.
	 * @param buckets the buckets, ascending
	 * @return their versions
	 */
	protected final List<Long> versions(int... buckets) {
		return certain(store(), buckets);
	}

	private List<Long> certain(S store, int... buckets) {
		read(store, buckets);
		return Objects.requireNonNull(read(store, buckets), "nobody writes, but the versions are not certain");
	}

	/**
	 * Reads versions.
	 * @param store the store
	 * @param buckets the buckets, ascending
	 * @return their versions, or {@code null} if they are not certain
	 */
	protected static @Nullable List<Long> read(ChangeTagStore store, int... buckets) {
		long[] versions = store.read(buckets);
		return (versions != null) ? Arrays.stream(versions).boxed().toList() : null;
	}

	/**
	 * Calls code as another request does: in a thread that has no transaction.
	 * @param <T> type of the result
	 * @param code the code
	 * @return what it returns
	 */
	protected static <T extends @Nullable Object> T elsewhere(Callable<T> code) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return code.call();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}, (task) -> new Thread(task, "other request").start()).join();
	}

}
