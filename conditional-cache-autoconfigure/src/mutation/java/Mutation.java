import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.pitest.mutationtest.config.PluginServices;
import org.pitest.mutationtest.config.ReportOptions;
import org.pitest.mutationtest.statistics.MutationStatistics;
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
		catch (RuntimeException ex) {
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
		out.println("| Room | Faults | Found | Share | Seconds |\n| --- | --- | --- | --- | --- |");
		for (String room : rooms) {
			long start = System.nanoTime();
			MutationStatistics found = measure(room.strip());
			BigDecimal share = found.getPercentageDetected(1);
			out.printf("| `%s` | %d | %d | %s %% | %d |%n", room.strip(), found.getTotalMutations(),
					found.getTotalDetectedMutations(), share, (System.nanoTime() - start) / 1_000_000_000);
			kept &= share.compareTo(BigDecimal.valueOf(room.equals("precondition") ? Math.max(least, 90) : least)) >= 0;
		}
		out.println("Survivors: " + REPORTS.toAbsolutePath());
		return kept;
	}

	private static MutationStatistics measure(String room) {
		AnalysisResult result = new EntryPoint().execute(new File("."), options(room),
				PluginServices.makeForContextLoader(), new HashMap<>());
		result.getError().ifPresent((error) -> {
			throw new IllegalStateException("Room '%s' can't be measured".formatted(room), error);
		});
		return result.getStatistics().orElseThrow().getMutationStatistics();
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
		options.setNumberOfThreads(Runtime.getRuntime().availableProcessors());
		options.addOutputFormats(List.of("HTML", "CSV"));
		options.setShouldCreateTimestampedReports(false);
		options.setFailWhenNoMutations(false);
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

}
