import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.pitest.mutationtest.DetectionStatus;
import org.pitest.mutationtest.config.PluginServices;
import org.pitest.mutationtest.config.ReportOptions;
import org.pitest.mutationtest.tooling.AnalysisResult;
import org.pitest.mutationtest.tooling.EntryPoint;
import org.pitest.testapi.TestGroupConfig;
import org.pitest.util.Verbosity;

/**
 * Plants faults into one room after the other, and runs against each fault the tests that
 * are in the same package. See {@code docs/build.md}.
 */
final class Mutation {

	private static final String ROOT = "io.github.conditionalcache.";

	private static final Path REPORTS = Path.of("target", "pit-reports");

	/** pitest counts the first two as found, though no test has failed. */
	private static final Set<DetectionStatus> NOT_RUN = EnumSet.of(DetectionStatus.RUN_ERROR,
			DetectionStatus.NON_VIABLE, DetectionStatus.NOT_STARTED, DetectionStatus.STARTED);

	private Mutation() {
	}

	/**
	 * Measures rooms.
	 * @param arguments the rooms, separated by commas; then the share of faults that each
	 * must find, in percent
	 */
	public static void main(String[] arguments) {
		int status = 1;
		try {
			status = measureAll(arguments[0].split(","), Integer.parseInt(arguments[1])) ? 0 : 1;
		}
		catch (Throwable ex) {
			ex.printStackTrace();
		}
		finally {
			// Threads of a run that has failed would go on
			System.exit(status);
		}
	}

	private static boolean measureAll(String[] rooms, int least) {
		boolean kept = true;
		PrintStream out = System.out;
		// Statistics of each run would hide the table
		System.setOut(new PrintStream(OutputStream.nullOutputStream()));
		out.println("| Room | Faults | Found | Timed out | Share | Seconds |\n| --- | --- | --- | --- | --- | --- |");
		for (String room : rooms) {
			long start = System.nanoTime();
			Found found = measure(room.strip());
			out.printf("| `%s` | %d | %d | %d | %.1f %% | %d |%n", room.strip(), found.faults(), found.found(),
					found.timedOut(), found.share(),
					(System.nanoTime() - start) / 1_000_000_000);
			if (!found.notRun().isEmpty()) {
				out.printf("`%s`: not run to the end: %s%n", room.strip(), found.notRun());
			}
			kept &= found.notRun().isEmpty()
					&& found.share() >= (room.strip().equals("precondition") ? Math.max(least, 90) : least);
		}
		out.println("Survivors: " + REPORTS.toAbsolutePath());
		return kept;
	}

	private static Found measure(String room) {
		AnalysisResult result = new EntryPoint().execute(new File("."), options(room),
				PluginServices.makeForContextLoader(), new HashMap<>());
		result.getError().ifPresent((error) -> {
			throw new IllegalStateException("Room '%s' can't be measured".formatted(room), error);
		});
		return Found.read(REPORTS.resolve(room).resolve("mutations.csv"));
	}

	private static ReportOptions options(String room) {
		ReportOptions options = new ReportOptions();
		List<String> classPath = Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
		Predicate<String> ownTests = (name) -> name.startsWith(ROOT + room + ".")
				&& name.indexOf('.', ROOT.length() + room.length() + 1) < 0;
		options.setClassPathElements(classPath);
		options.setCodePaths(List.of(Path.of("target", "classes").toAbsolutePath().toString()));
		options.setSourceDirs(List.of(Path.of("src", "main", "java")));
		options.setInputEncoding(StandardCharsets.UTF_8);
		options.setOutputEncoding(StandardCharsets.UTF_8);
		options.setReportDir(REPORTS.resolve(room).toString());
		options.setTargetClasses(List.of(ROOT + room + ".*"));
		options.setExcludedClasses(nested(room));
		options.setTargetTests(List.of(ownTests));
		options.setGroupConfig(new TestGroupConfig());
		options.setMutators(List.of());
		// Each process lives for seconds. Nobody reads the smallest example of a fault
		options.setArgLine("-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djqwik.shrinking.default=OFF");
		// Two seconds and a quarter more than without a fault: tests of a room take milliseconds, and
		// each fault that makes a loop endless takes this time
		options.setTimeoutConstant(2000);
		options.setNumberOfThreads(Runtime.getRuntime().availableProcessors());
		options.addOutputFormats(List.of("HTML", "CSV"));
		options.setShouldCreateTimestampedReports(false);
		// The name of a room that is not there
		options.setFailWhenNoMutations(true);
		options.setVerbosity(Verbosity.QUIET);
		return options;
	}

	// Rooms inside of a room are rooms of their own
	private static List<String> nested(String room) {
		File[] below = Path.of("target", "classes", (ROOT + room).replace('.', '/')).toFile().listFiles(File::isDirectory);
		return Stream.of((below != null) ? below : new File[0])
			.map((directory) -> ROOT + room + "." + directory.getName() + ".*")
			.toList();
	}

	private record Found(Map<DetectionStatus, Long> counts) {

		private static final int STATUS = 5;

		static Found read(Path report) {
			try (Stream<String> faults = Files.lines(report)) {
				return new Found(faults.map((fault) -> DetectionStatus.valueOf(fault.split(",")[STATUS]))
					.collect(Collectors.groupingBy((status) -> status, () -> new EnumMap<>(DetectionStatus.class),
							Collectors.counting())));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		long faults() {
			return sum((status) -> true);
		}

		long found() {
			return sum((status) -> status.isDetected() && !NOT_RUN.contains(status));
		}

		long timedOut() {
			return sum(DetectionStatus.TIMED_OUT::equals);
		}

		private long sum(Predicate<DetectionStatus> wanted) {
			return this.counts.keySet().stream().filter(wanted).mapToLong(this.counts::get).sum();
		}

		Map<DetectionStatus, Long> notRun() {
			Map<DetectionStatus, Long> notRun = new EnumMap<>(this.counts);
			notRun.keySet().retainAll(NOT_RUN);
			return notRun;
		}

		double share() {
			return 100.0 * found() / faults();
		}

	}

}
