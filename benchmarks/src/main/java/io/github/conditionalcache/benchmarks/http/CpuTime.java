package io.github.conditionalcache.benchmarks.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Processor time of other processes, to the nanosecond where the system tells it (Linux):
 * the JVM's own figure comes in steps of 10 ms. What compiles is left out, as it ends.
 */
final class CpuTime {

	private CpuTime() {
	}

	/**
	 * Returns the processor time of a process and its children so far.
	 * @param process the process
	 * @return nanoseconds, empty if the system does not tell
	 * @throws IOException if it can't be read
	 */
	static OptionalLong of(ProcessHandle process) throws IOException {
		List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
		all.add(process);
		long nanos = 0;
		for (ProcessHandle one : all) {
			Path tasks = Path.of("/proc", String.valueOf(one.pid()), "task");
			if (!Files.isDirectory(tasks)) {
				return OptionalLong.empty();
			}
			try (Stream<Path> entries = Files.list(tasks)) {
				for (Path task : entries.toList()) {
					nanos += nanos(task);
				}
			}
		}
		return OptionalLong.of(nanos);
	}

	private static long nanos(Path task) throws IOException {
		if (Files.readString(task.resolve("comm")).contains("CompilerThre")) {
			return 0;
		}
		return Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ", 2)[0]);
	}

}
