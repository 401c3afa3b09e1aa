package io.github.conditionalcache.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.conditionalcache.benchmarks.http.Cell;
import io.github.conditionalcache.benchmarks.http.Cells;
import io.github.conditionalcache.benchmarks.http.Comparison;
import io.github.conditionalcache.benchmarks.http.WarmUp;
import io.github.conditionalcache.benchmarks.jmh.MicroBenchmarks;
import io.github.conditionalcache.benchmarks.report.Limit;
import io.github.conditionalcache.benchmarks.report.Measurements;
import io.github.conditionalcache.benchmarks.report.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every benchmark runs once, every variant does what it is named after.
 */
class SmokeTests {

	private final Measurements measurements = new Measurements();

	@TempDir
	private Path directory;

	@Test
	void microBenchmarksWhenRunOnceAreMeasured() throws Exception {
		MicroBenchmarks.run(MicroBenchmarks.Pace.ONCE, this.directory.resolve("jmh.txt"), this.measurements);
		assertThat(this.measurements.subjects("ns")).hasSizeGreaterThan(30)
			.anyMatch((subject) -> subject.startsWith("HeldContentBenchmark"))
			.anyMatch((subject) -> subject.startsWith("ReadPoliciesBenchmark"));
		assertThat(this.measurements.subjects("bytes/op")).isEqualTo(this.measurements.subjects("ns"));
	}

	// Status, entity tag and length of each answer are verified by Cell.prepare, the
	// status of each further one by Load
	@Test
	void comparisonWhenRunOnceMeasuresEveryLimit() throws IOException {
		List<Cell> cells = new ArrayList<>(Cells.tomcat());
		cells.addAll(Cells.jetty());
		new Comparison(new Comparison.Plan("", List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), 1, 1, 2,
				WarmUp.NONE, Duration.ZERO, Duration.ZERO), this.measurements, (done) -> {
				})
			.run(cells, Set.of());
		assertThat(this.measurements.subjects("cpu")).containsAll(cells.stream().map(Cell::subject).toList());
		List<Limit> limits = Limit.parse(Files.readAllLines(Path.of("limits.txt")));
		assertThat(limits).filteredOn((limit) -> Set.of("cpu", "bytes", "p99").contains(limit.metric()))
			.filteredOn((limit) -> !limit.title().startsWith("No growth"))
			.isNotEmpty()
			.allSatisfy(
					(limit) -> assertThat(limit.verdict(this.measurements)).isNotEqualTo(Limit.Verdict.NOT_MEASURED));
		new Report(this.measurements, limits, "a test").write(this.directory, this.directory);
		assertThat(this.directory.resolve("performance.md")).content()
			.contains("| bare/16k/200 |")
			.contains("early/16k/304` over `check/16k/304`")
			.contains("| not measured |");
		assertThat(this.directory.resolve("figures.csv")).content().contains("bytes,shallow/256k/304,1,");
	}

}
