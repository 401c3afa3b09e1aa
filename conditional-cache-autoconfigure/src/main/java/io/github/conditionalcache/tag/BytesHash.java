package io.github.conditionalcache.tag;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A hash that tells sequences of bytes apart, most of the time.
 */
final class BytesHash {

	/** Eight bytes at once. */
	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

	/** The golden ratio: odd, and its bits are spread evenly. */
	private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

	private BytesHash() {
	}

	/**
	 * Returns the hash of the first bytes of an array.
	 * @param bytes the array
	 * @param size how many bytes of it count
	 * @return a hash over all of these
	 */
	static int of(byte[] bytes, int size) {
		long hash = size;
		int position = 0;
		for (; position + Long.BYTES <= size; position += Long.BYTES) {
			hash = mix(hash, (long) LONGS.get(bytes, position));
		}
		for (; position < size; position++) {
			hash = mix(hash, bytes[position]);
		}
		return (int) (hash >>> Integer.SIZE);
	}

	private static long mix(long hash, long value) {
		long mixed = (hash ^ value) * MULTIPLIER;
		return mixed ^ (mixed >>> Integer.SIZE);
	}

}
