package io.github.conditionalcache.change.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.conditionalcache.change.ChangeTags;
import io.github.conditionalcache.change.TransactionalStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TransactionalChanges}.
 */
class TransactionalChangesTests implements TransactionalStore {

	private final List<String> done = new ArrayList<>();

	private final TransactionalChanges changes = new TransactionalChanges(this);

	@Override
	public long[] read(int[] buckets) {
		return new long[0];
	}

	@Override
	public void append(int[] buckets) {
		this.done.add(Arrays.toString(buckets));
	}

	@Override
	public <T, E extends Exception> T inTransaction(ChangeTags.Write<T, E> write) throws E {
		this.done.add("begin");
		try {
			return write.run();
		}
		finally {
			this.done.add("end");
		}
	}

	private int write() {
		this.done.add("write");
		return 7;
	}

	private int fail() throws IOException {
		this.done.add("write");
		throw new IOException("after the write");
	}

	@Test
	void touchIsARowInATransaction() {
		this.changes.touch(new int[] { 1, 2 });
		assertThat(this.done).containsExactly("begin", "[1, 2]", "end");
	}

	@Test
	void writeIsInTheTransactionOfItsRow() {
		assertThat(this.changes.<Integer, RuntimeException>changing(new int[] { 1 }, this::write, null)).isEqualTo(7);
		assertThat(this.done).containsExactly("begin", "[1]", "write", "end");
	}

	@Test
	void tagsOfTheResultAreRowsOfTheSameTransaction() {
		assertThat(this.changes.<Integer, RuntimeException>changing(new int[] { 1 }, this::write,
				(result) -> new int[] { result }))
			.isEqualTo(7);
		assertThat(this.done).containsExactly("begin", "[1]", "write", "[7]", "end");
	}

	// The caller may catch what is thrown, and commit
	@Test
	void writeThatFailsBeforeItsTagsAreKnownMayChangeAll() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.changes
			.<Integer, IOException>changing(new int[] { 1 }, this::fail, (result) -> new int[] { result }));
		assertThat(this.done).containsExactly("begin", "[1]", "write", "[65536]", "end");
	}

}
