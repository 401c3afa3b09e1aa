package io.github.conditionalcache.benchmarks.http;

/**
 * What a server has used so far.
 *
 * @param cpuNanos processor time
 * @param allocatedBytes bytes allocated on the heap
 * @param compilationMillis time spent compiling
 */
record Counters(long cpuNanos, long allocatedBytes, long compilationMillis) {

	Counters since(Counters before) {
		return new Counters(this.cpuNanos - before.cpuNanos, this.allocatedBytes - before.allocatedBytes,
				this.compilationMillis - before.compilationMillis);
	}

}
