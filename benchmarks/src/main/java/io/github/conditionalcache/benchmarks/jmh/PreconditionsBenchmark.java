package io.github.conditionalcache.benchmarks.jmh;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import io.github.conditionalcache.precondition.PreconditionOutcome;
import io.github.conditionalcache.precondition.Preconditions;
import io.github.conditionalcache.precondition.Validators;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The conditional fields of a request, read and compared. The tag that matches is the
 * last of the list.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class PreconditionsBenchmark {

	private final PreconditionEvaluator evaluator = new PreconditionEvaluator();

	private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-01T12:00:00Z"));

	/** How many tags If-None-Match holds. */
	@Param({ "1", "10", "100" })
	public int tags = 1;

	private Function<String, List<String>> fields = (name) -> List.of();

	private Preconditions parsed = Preconditions.parse("GET", this.fields, this.clock);

	private Validators current = Validators.absent();

	/**
	 * Makes the field and the tag that it is compared with.
	 */
	@Setup
	public void prepare() {
		List<String> lines = List.of(IntStream.rangeClosed(1, this.tags)
			.mapToObj((number) -> "W/\"%026d.%013d\"".formatted(number, number))
			.collect(Collectors.joining(", ")));
		this.fields = (name) -> name.equals("If-None-Match") ? lines : List.of();
		this.parsed = Preconditions.parse("GET", this.fields, this.clock);
		this.current = Validators.of(EntityTag.weak("%026d.%013d".formatted(this.tags, this.tags)), null);
		if (this.evaluator.evaluate(this.parsed, this.current) != PreconditionOutcome.NOT_MODIFIED) {
			throw new IllegalStateException("The last tag must match");
		}
	}

	/**
	 * Reads the fields and compares.
	 * @return the outcome
	 */
	@Benchmark
	public PreconditionOutcome parseAndEvaluate() {
		return this.evaluator.evaluate(Preconditions.parse("GET", this.fields, this.clock), this.current);
	}

	/**
	 * Reads the fields alone.
	 * @return the preconditions
	 */
	@Benchmark
	public Preconditions parse() {
		return Preconditions.parse("GET", this.fields, this.clock);
	}

	/**
	 * Compares alone.
	 * @return the outcome
	 */
	@Benchmark
	public PreconditionOutcome evaluate() {
		return this.evaluator.evaluate(this.parsed, this.current);
	}

}
