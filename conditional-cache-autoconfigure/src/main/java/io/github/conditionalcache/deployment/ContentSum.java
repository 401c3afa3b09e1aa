package io.github.conditionalcache.deployment;

import java.nio.ByteBuffer;

/**
 * A sum over names, sizes and checksums that does not depend on their order: the entries
 * of an archive, and the files of a folder, stand in another order on another machine.
 * Not thread-safe.
 */
final class ContentSum {

	/** Of FNV-1a. */
	private static final long OFFSET = 0xCBF2_9CE4_8422_2325L;

	/** Of FNV-1a. */
	private static final long PRIME = 0x0000_0100_0000_01B3L;

	private long sum;

	private long count;

	/**
	 * Adds an entry.
	 * @param name its name, whose position stays
	 * @param size size of the content
	 * @param checksum checksum of the content
	 */
	void add(ByteBuffer name, long size, long checksum) {
		long hash = OFFSET;
		for (int i = name.position(); i < name.limit(); i++) {
			hash = (hash ^ (name.get(i) & 0xFF)) * PRIME;
		}
		this.sum += spread(spread(hash ^ spread(size)) ^ checksum);
		this.count++;
	}

	long count() {
		return this.count;
	}

	long value() {
		return spread(this.sum ^ spread(this.count));
	}

	// The last step of SplitMix64: each bit of the input changes half of the output
	private static long spread(long value) {
		long mixed = value + 0x9E37_79B9_7F4A_7C15L;
		mixed = (mixed ^ (mixed >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
		mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
		return mixed ^ (mixed >>> 31);
	}

}
