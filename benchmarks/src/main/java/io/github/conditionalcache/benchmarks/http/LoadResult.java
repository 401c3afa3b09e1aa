package io.github.conditionalcache.benchmarks.http;

import java.util.Arrays;

/**
 * What a client has seen.
 */
public final class LoadResult {

	private final long nanos;

	private final long[] ascending;

	LoadResult(long nanos, long[] latencies) {
		this.nanos = nanos;
		this.ascending = latencies.clone();
		Arrays.sort(this.ascending);
	}

	int requests() {
		return this.ascending.length;
	}

	double perSecond() {
		return requests() * 1e9 / this.nanos;
	}

	double percentileMicros(double percent) {
		int index = (int) Math.ceil(this.ascending.length * percent / 100) - 1;
		return this.ascending[Math.max(index, 0)] / 1e3;
	}

}
