package io.github.conditionalcache.representation;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.conditionalcache.tag.DigestAlgorithm;

/**
 * Content held back in memory up to a limit, in pieces that are never copied together.
 * Thread-safe, since a thread that a handler has left running must not write into pieces
 * that another response uses by then.
 */
public final class HeldContent {

	private final int limit;

	private final ChunkPool pool;

	private final List<byte[]> pieces = new ArrayList<>(2);

	private int size;

	private boolean recycled;

	public HeldContent(int limit, ChunkPool pool) {
		this.limit = limit;
		this.pool = pool;
	}

	/**
	 * Appends bytes, all or none.
	 * @param bytes where they stand
	 * @param offset where they begin
	 * @param length how many there are
	 * @return whether they fitted within the limit
	 */
	public synchronized boolean append(byte[] bytes, int offset, int length) {
		Objects.checkFromIndexSize(offset, length, bytes.length);
		if (this.recycled || length > this.limit - this.size) {
			return false;
		}
		int from = offset;
		int left = length;
		while (left > 0) {
			int used = this.size % ChunkPool.PIECE;
			if (used == 0) {
				this.pieces.add(this.pool.take());
			}
			int count = Math.min(left, ChunkPool.PIECE - used);
			System.arraycopy(bytes, from, this.pieces.get(this.pieces.size() - 1), used, count);
			this.size += count;
			from += count;
			left -= count;
		}
		return true;
	}

	public synchronized int size() {
		return this.size;
	}

	public synchronized void writeTo(OutputStream out) throws IOException {
		for (int i = 0; i < this.pieces.size(); i++) {
			out.write(this.pieces.get(i), 0, used(i));
		}
	}

	synchronized void digestInto(DigestAlgorithm.Digester digester) {
		for (int i = 0; i < this.pieces.size(); i++) {
			digester.update(this.pieces.get(i), 0, used(i));
		}
	}

	/**
	 * Returns a copy of the content.
	 * @return all bytes
	 */
	public synchronized byte[] toByteArray() {
		byte[] all = new byte[this.size];
		for (int i = 0; i < this.pieces.size(); i++) {
			System.arraycopy(this.pieces.get(i), 0, all, i * ChunkPool.PIECE, used(i));
		}
		return all;
	}

	/**
	 * Gives the memory back. Nothing is taken in or given out from now on; the size
	 * stays.
	 */
	public synchronized void recycle() {
		this.recycled = true;
		this.pieces.forEach(this.pool::giveBack);
		this.pieces.clear();
	}

	private int used(int index) {
		return Math.min(this.size - index * ChunkPool.PIECE, ChunkPool.PIECE);
	}

}
