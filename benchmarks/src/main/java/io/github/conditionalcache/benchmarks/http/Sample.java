package io.github.conditionalcache.benchmarks.http;

import java.io.IOException;
import java.time.Duration;

import io.github.conditionalcache.benchmarks.report.Measurements;

/**
 * What the requests of a while have cost.
 *
 * @param load what the client has seen
 * @param used what the server has used
 */
record Sample(LoadResult load, Counters used) {

	static Sample take(Server server, Load load, Duration duration) throws IOException {
		Counters before = server.counters();
		LoadResult result = load.run(duration);
		return new Sample(result, server.counters().since(before));
	}

	void record(Measurements measurements, String subject) {
		measurements.add("cpu", subject, this.used.cpuNanos() / 1e3 / this.load.requests());
		// Other processes than a JVM tell none
		if (this.used.allocatedBytes() > 0) {
			measurements.add("bytes", subject, (double) this.used.allocatedBytes() / this.load.requests());
		}
		measurements.add("p50", subject, this.load.percentileMicros(50));
		measurements.add("p99", subject, this.load.percentileMicros(99));
		measurements.add("rate", subject, this.load.perSecond());
	}

}
