package io.github.conditionalcache.benchmarks.http;

/**
 * What is answered with, and how long it is.
 */
enum Payload {

	SMALL("1k", 1_024, 1_100), //
	MEDIUM("16k", 16_384, 16_450), //
	LARGE("256k", 262_144, 262_250), //
	ROWS("rows", 3_000, 6_000), //
	SLOW("2ms", 1_024, 1_100), //
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
