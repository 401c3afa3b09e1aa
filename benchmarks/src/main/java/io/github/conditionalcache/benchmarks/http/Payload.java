package io.github.conditionalcache.benchmarks.http;

/**
 * What is answered with, and how long it is.
 */
enum Payload {

	SMALL("1k", 900, 1_500), //
	MEDIUM("16k", 15_000, 18_500), //
	LARGE("256k", 240_000, 295_000), //
	ROWS("rows", 3_000, 6_000), //
	SLOW("2ms", 900, 1_500), //
	HUGE("64m", 64 * 1024 * 1024, 64 * 1024 * 1024);

	static final long HUGE_LENGTH = 64 * 1024 * 1024;

	private final String id;

	private final long least;

	private final long most;

	Payload(String id, long least, long most) {
		this.id = id;
		this.least = least;
		this.most = most;
	}

	String id() {
		return this.id;
	}

	boolean accepts(long length) {
		return length >= this.least && length <= this.most;
	}

}
