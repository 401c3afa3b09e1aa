package io.github.conditionalcache.webmvc;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

import io.github.conditionalcache.validator.DigestAlgorithm;

/**
 * Content held back in memory up to a limit, in pieces that are never copied together.
 */
final class HeldContent {

	private static final int FIRST_PIECE = 4096;

	private static final int LARGEST_PIECE = 65536;

	private final int limit;

	private final List<byte[]> pieces = new ArrayList<>(4);

	private int size;

	private int usedOfLast;

	HeldContent(int limit) {
		this.limit = limit;
	}

	/**
	 * Appends bytes, all or none.
	 * @param bytes where they stand
	 * @param offset where they begin
	 * @param length how many there are
	 * @return whether they fitted within the limit
	 */
	boolean append(byte[] bytes, int offset, int length) {
		if (length > this.limit - this.size) {
			return false;
		}
		int from = offset;
		int left = length;
		while (left > 0) {
			byte[] last = pieceWithRoom(left);
			int count = Math.min(left, last.length - this.usedOfLast);
			System.arraycopy(bytes, from, last, this.usedOfLast, count);
			this.usedOfLast += count;
			from += count;
			left -= count;
		}
		this.size += length;
		return true;
	}

	private byte[] pieceWithRoom(int wanted) {
		if (!this.pieces.isEmpty()) {
			byte[] last = this.pieces.get(this.pieces.size() - 1);
			if (this.usedOfLast < last.length) {
				return last;
			}
		}
		int length = Math.max(FIRST_PIECE, Math.min(Math.max(wanted, this.size), LARGEST_PIECE));
		byte[] piece = new byte[Math.min(length, this.limit - this.size)];
		this.pieces.add(piece);
		this.usedOfLast = 0;
		return piece;
	}

	int size() {
		return this.size;
	}

	void writeTo(OutputStream out) throws IOException {
		for (int i = 0; i < this.pieces.size(); i++) {
			out.write(this.pieces.get(i), 0, used(i));
		}
	}

	void digestInto(DigestAlgorithm.Digester digester) {
		for (int i = 0; i < this.pieces.size(); i++) {
			digester.update(this.pieces.get(i), 0, used(i));
		}
	}

	private int used(int index) {
		return (index == this.pieces.size() - 1) ? this.usedOfLast : this.pieces.get(index).length;
	}

}
