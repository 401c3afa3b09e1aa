package io.github.conditionalcache.servlet;

import java.io.IOException;

/**
 * The fate of content that is written.
 */
interface ContentState {

	/**
	 * Writes content.
	 * @param bytes the array with the content
	 * @param offset where the content begins
	 * @param length how many bytes it has
	 * @return whether there was room for it
	 * @throws IOException if the client is gone
	 */
	boolean write(byte[] bytes, int offset, int length) throws IOException;

	/**
	 * Flushes the content written so far.
	 * @throws IOException if the client is gone
	 */
	void flush() throws IOException;

	/**
	 * Declares how long the content is.
	 * @param length the length in bytes; a negative one revokes the declaration
	 * @return whether the declaration must not reach the client, or not yet
	 */
	boolean declareLength(long length);

	/**
	 * Drops the content.
	 */
	void drop();

}
