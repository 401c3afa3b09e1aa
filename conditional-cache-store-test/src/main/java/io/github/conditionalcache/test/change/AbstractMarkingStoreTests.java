package io.github.conditionalcache.test.change;

import java.util.List;

import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.MarkingStore;
import io.github.conditionalcache.change.MarkingStore.Mark;
import io.github.conditionalcache.change.MarkingStore.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of stores outside of the transaction of the data.
 *
 * @since 0.1.0
 */
public abstract class AbstractMarkingStoreTests extends AbstractChangeTagStoreTests<MarkingStore> {

	@Override
	protected final void change(MarkingStore store, int... buckets) {
		store.mark(buckets).end(Outcome.COMMITTED);
	}

	@Override
	protected final void rollBack(MarkingStore store, int... buckets) {
		store.mark(buckets).end(Outcome.ROLLED_BACK);
	}

	// The data may be visible before the mark is ended
	@Test
	void versionsWhileMarkedAreNotCertain() {
		List<Long> before = versions(BUCKET);
		Mark mark = store().mark(new int[] { BUCKET });
		assertThat(read(store(), BUCKET)).isNull();
		assertThat(read(store(), BUCKET, OTHER_BUCKET)).isNull();
		assertThat(read(storeOfOtherNode(), BUCKET)).isNull();
		mark.end(Outcome.COMMITTED);
		assertThat(versions(BUCKET)).isNotEqualTo(before);
	}

	@Test
	void versionsWhileAllAreMarkedAreNotCertain() {
		versions(BUCKET);
		Mark mark = store().mark(Buckets.all());
		assertThat(read(store(), BUCKET)).isNull();
		assertThat(read(storeOfOtherNode(), OTHER_BUCKET)).isNull();
		mark.end(Outcome.ROLLED_BACK);
		assertThat(read(store(), BUCKET)).isNotNull();
	}

	@Test
	void versionsWhileOtherBucketIsMarkedAreCertain() {
		List<Long> before = versions(BUCKET);
		Mark mark = store().mark(new int[] { OTHER_BUCKET });
		assertThat(read(store(), BUCKET)).isEqualTo(before);
		mark.end(Outcome.COMMITTED);
	}

	@Test
	void versionsWhileAnotherMarkIsSetAreNotCertain() {
		versions(BUCKET);
		Mark mark = store().mark(new int[] { BUCKET });
		Mark another = storeOfOtherNode().mark(new int[] { BUCKET });
		mark.end(Outcome.COMMITTED);
		assertThat(read(store(), BUCKET)).isNull();
		another.end(Outcome.ROLLED_BACK);
		assertThat(read(store(), BUCKET)).isNotNull();
	}

	// The commit may still become visible
	@Test
	void versionsWhenOutcomeIsUnknownAreNotCertain() {
		versions(BUCKET);
		store().mark(new int[] { BUCKET }).end(Outcome.UNKNOWN);
		assertThat(read(store(), BUCKET)).isNull();
		change(store(), BUCKET);
		assertThat(read(storeOfOtherNode(), BUCKET)).isNull();
	}

}
