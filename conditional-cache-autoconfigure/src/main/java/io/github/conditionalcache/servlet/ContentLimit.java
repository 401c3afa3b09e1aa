package io.github.conditionalcache.servlet;

import io.github.conditionalcache.representation.ChunkPool;
import io.github.conditionalcache.representation.HeldContent;

/**
 * How much content is held back for one response, and in which memory.
 *
 * @param bytes the most that is held
 * @param pool gives the memory
 */
record ContentLimit(int bytes, ChunkPool pool) {

	HeldContent hold() {
		return new HeldContent(this.bytes, this.pool);
	}

	HeldContent holdNothing() {
		return new HeldContent(0, this.pool);
	}

	boolean isBelow(long length) {
		return length > this.bytes;
	}

}
