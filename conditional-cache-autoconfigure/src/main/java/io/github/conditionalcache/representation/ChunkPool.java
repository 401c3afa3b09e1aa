package io.github.conditionalcache.representation;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Pieces of memory for content held back, kept for the next response, up to four
 * megabytes of them. Thread-safe.
 */
public final class ChunkPool {

	/** Size of each piece, in bytes. */
	public static final int PIECE = 16 * 1024;

	private static final int KEPT = 4 * 1024 * 1024 / PIECE;

	private final Queue<byte[]> kept = new ArrayBlockingQueue<>(KEPT);

	/**
	 * Takes a piece, which still has its last content in it.
	 * @return the piece
	 */
	byte[] take() {
		byte[] piece = this.kept.poll();
		return (piece != null) ? piece : new byte[PIECE];
	}

	void giveBack(byte[] piece) {
		this.kept.offer(piece);
	}

}
