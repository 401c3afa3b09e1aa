package io.github.conditionalcache.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.conditionalcache.benchmarks.http.Cell;
import io.github.conditionalcache.benchmarks.http.Cells;
import io.github.conditionalcache.benchmarks.http.Comparison;
import io.github.conditionalcache.benchmarks.http.Growth;
import io.github.conditionalcache.benchmarks.http.Peer;
import io.github.conditionalcache.benchmarks.http.Streams;
import io.github.conditionalcache.benchmarks.http.WarmUp;
import io.github.conditionalcache.benchmarks.jmh.MicroBenchmarks;
import io.github.conditionalcache.benchmarks.report.Limit;
import io.github.conditionalcache.benchmarks.report.Measurements;
import io.github.conditionalcache.benchmarks.report.Report;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs all measurements, or some, and writes the report. The README of the module tells
 * the options.
 */
public final class Benchmarks {

	private static final int USUAL = 16;

	private static final List<String> JVM = List.of("-Xms512m", "-Xmx512m");

	private final boolean quick;

	private final Path figures = Path.of("target", "benchmarks");

	private final Measurements measurements = new Measurements();

	private final List<Limit> limits;

	private final Set<String> decisive;

	private final Consumer<String> progress;

	private Benchmarks(boolean quick, Consumer<String> progress) throws IOException {
		this.quick = quick;
		this.progress = progress;
		this.limits = Limit.parse(Files.readAllLines(Path.of("limits.txt")));
		this.decisive = this.limits.stream().flatMap(Limit::subjects).collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Runs.
	 * @param args {@code --quick}; {@code --cells=} and a regular expression;
	 * {@code --rounds=} and a number; {@code --output=} and a directory
	 * @throws IOException if a server fails
	 * @throws RunnerException if a JMH benchmark fails
	 */
	public static void main(String[] args) throws IOException, RunnerException {
		long start = System.nanoTime();
		Consumer<String> progress = (done) -> System.out.printf(Locale.ROOT, "%4d s  %s%n",
				(System.nanoTime() - start) / 1_000_000_000, done);
		List<String> options = List.of(args);
		boolean quick = options.contains("--quick");
		Benchmarks benchmarks = new Benchmarks(quick, progress);
		String cells = value(options, "--cells=");
		if (cells != null) {
			String rounds = value(options, "--rounds=");
			benchmarks.compare(Pattern.compile(cells).asPredicate(), (rounds != null) ? Integer.parseInt(rounds) : 5);
			return;
		}
		String output = value(options, "--output=");
		String otherwise = quick ? "target/benchmarks" : "../docs";
		benchmarks.all(Path.of((output != null) ? output : otherwise));
	}

	private static @Nullable String value(List<String> options, String name) {
		return options.stream()
			.filter((option) -> option.startsWith(name))
			.map((option) -> option.substring(name.length()))
			.findFirst()
			.orElse(null);
	}

	private void compare(Predicate<String> shown, int rounds) throws IOException {
		List<Cell> cells = new ArrayList<>(Cells.tomcat());
		cells.addAll(Cells.jetty());
		cells.removeIf((cell) -> !shown.test(cell.subject()));
		Report report = new Report(this.measurements, this.limits, "some");
		Duration window = Duration.ofSeconds(1);
		new Comparison(
				new Comparison.Plan("", JVM, 1, rounds, USUAL,
						new WarmUp(Duration.ofMillis(500), 60_000, Duration.ofSeconds(30)), window, window),
				this.measurements, this.progress)
			.run(cells, this.decisive);
		System.out.println("| × the first | CPU | × (min–max) | bytes | + | p50 | p99 |");
		cells.forEach((cell) -> System.out.println(report.row(cell.subject(), cells.get(0).subject())));
		report.verdicts().stream().filter((line) -> !line.startsWith("NOT")).forEach(System.out::println);
	}

	private void all(Path output) throws IOException, RunnerException {
		Report report = new Report(this.measurements, this.limits, this.quick ? "a quick run" : "a full run");
		Files.createDirectories(this.figures);
		MicroBenchmarks.run(this.quick ? MicroBenchmarks.Pace.QUICK : MicroBenchmarks.Pace.FULL,
				this.figures.resolve("jmh.txt"), this.measurements);
		this.progress.accept("JMH");
		if (this.quick) {
			quick();
		}
		else {
			full();
		}
		report.write(output, this.figures);
		report.verdicts().forEach(System.out::println);
		System.out.println("See " + output.resolve("performance.md").toAbsolutePath().normalize());
	}

	private void quick() throws IOException {
		List<Cell> cells = Cells.tomcat().stream().filter((cell) -> this.decisive.contains(cell.subject())).toList();
		WarmUp warmUp = new WarmUp(Duration.ofMillis(500), 60_000, Duration.ofSeconds(20));
		compare(cells, new Comparison.Plan("", JVM, 1, 5, USUAL, warmUp, Duration.ofSeconds(1), Duration.ofSeconds(1)));
		new Growth(new WarmUp(Duration.ofSeconds(1), 20_000, Duration.ofSeconds(5)), 1, Duration.ofMillis(700))
			.run(this.measurements, this.progress);
		Streams.least("body", 24, this.measurements);
		Streams.firstByte(this.measurements, this.progress);
	}

	private void full() throws IOException {
		WarmUp warmUp = new WarmUp(Duration.ofMillis(500), 100_000, Duration.ofSeconds(40));
		compare(Cells.tomcat(),
				new Comparison.Plan("", JVM, 3, 3, USUAL, warmUp, Duration.ofMillis(600), Duration.ofMillis(1_500)));
		compare(Cells.tomcat().stream().filter((cell) -> this.decisive.contains(cell.subject())).toList(),
				new Comparison.Plan(":1", JVM, 1, 3, 1, warmUp, Duration.ofSeconds(1), Duration.ofSeconds(1)));
		compare(Cells.jetty(),
				new Comparison.Plan("", JVM, 1, 5, USUAL, warmUp, Duration.ofSeconds(1), Duration.ofSeconds(1)));
		new Growth(new WarmUp(Duration.ofSeconds(1), 60_000, Duration.ofSeconds(30)), 3, Duration.ofSeconds(1))
			.run(this.measurements, this.progress);
		Streams.heap(1, this.measurements, this.progress);
		Streams.heap(4, this.measurements, this.progress);
		Streams.firstByte(this.measurements, this.progress);
		Peer.run(3, Duration.ofSeconds(1), this.measurements, this.progress);
	}

	private void compare(List<Cell> cells, Comparison.Plan plan) throws IOException {
		new Comparison(plan, this.measurements, this.progress).run(cells, this.decisive);
	}

}
