package io.github.conditionalcache.benchmarks.app;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * 64 MB that nobody has to hold.
 */
final class GeneratedStream extends InputStream {

	private static final int LENGTH = 64 * 1024 * 1024;

	private int left = LENGTH;

	@Override
	public int read() {
		if (this.left == 0) {
			return -1;
		}
		this.left--;
		return 'x';
	}

	@Override
	public int read(byte[] bytes, int offset, int length) {
		Objects.checkFromIndexSize(offset, length, bytes.length);
		if (this.left == 0) {
			return -1;
		}
		int count = Math.min(length, this.left);
		Arrays.fill(bytes, offset, offset + count, (byte) 'x');
		this.left -= count;
		return count;
	}

}
