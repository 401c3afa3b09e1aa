package io.github.conditionalcache.test.change;

import java.time.Duration;

import io.github.conditionalcache.change.MarkingStore;
import io.github.conditionalcache.change.memory.MemoryChangeTagStore;

/**
 * The contract for {@link MemoryChangeTagStore}.
 */
class MemoryChangeTagStoreContractTests extends AbstractMarkingStoreTests {

	private final MarkingStore store = new MemoryChangeTagStore(Duration.ofMinutes(1));

	@Override
	protected MarkingStore store() {
		return this.store;
	}

}
