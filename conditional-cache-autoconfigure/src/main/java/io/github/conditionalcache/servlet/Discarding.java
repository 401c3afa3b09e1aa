package io.github.conditionalcache.servlet;

/**
 * Content goes nowhere: the answer has none.
 */
final class Discarding implements ContentState {

	static final Discarding INSTANCE = new Discarding();

	private Discarding() {
	}

	@Override
	public boolean write(byte[] bytes, int offset, int length) {
		return true;
	}

	@Override
	public void flush() {
	}

	@Override
	public boolean declareLength(long length) {
		return length >= 0;
	}

	@Override
	public void drop() {
	}

}
