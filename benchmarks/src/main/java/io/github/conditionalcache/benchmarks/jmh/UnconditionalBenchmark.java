package io.github.conditionalcache.benchmarks.jmh;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.conditionalcache.precondition.Preconditions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A request without any conditional field, which most are.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class UnconditionalBenchmark {

	private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-01T12:00:00Z"));

	/**
	 * Looks for the fields.
	 * @return the preconditions
	 */
	@Benchmark
	public Preconditions parse() {
		return Preconditions.parse("GET", (name) -> List.of(), this.clock);
	}

}
