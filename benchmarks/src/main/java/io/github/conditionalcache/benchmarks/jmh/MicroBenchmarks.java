package io.github.conditionalcache.benchmarks.jmh;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

import io.github.conditionalcache.benchmarks.report.Measurements;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs all JMH benchmarks with the profiler that counts allocated bytes.
 */
public final class MicroBenchmarks {

	private static final String BYTES = "gc.alloc.rate.norm";

	private MicroBenchmarks() {
	}

	/**
	 * Runs them.
	 * @param pace how long
	 * @param log takes what JMH prints
	 * @param measurements takes what is measured
	 * @throws RunnerException if one fails
	 */
	public static void run(Pace pace, Path log, Measurements measurements) throws RunnerException {
		ChainedOptionsBuilder options = new OptionsBuilder().include("io\\.github\\.conditionalcache\\..*")
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true)
			.output(log.toString());
		switch (pace) {
			case FULL -> {
			}
			case QUICK -> options.warmupIterations(3)
				.warmupTime(TimeValue.milliseconds(200))
				.measurementIterations(2)
				.measurementTime(TimeValue.milliseconds(200));
			// Without a server, which not every machine can start
			case ONCE -> options.forks(0)
				.param("database", "H2")
				.warmupIterations(0)
				.measurementIterations(1)
				.measurementTime(TimeValue.milliseconds(1));
		}
		Collection<RunResult> results = new Runner(options.build()).run();
		results.forEach((result) -> record(result, measurements));
	}

	private static void record(RunResult result, Measurements measurements) {
		String subject = subject(result.getParams());
		measurements.add("ns", subject, result.getPrimaryResult().getScore());
		result.getSecondaryResults().forEach((name, secondary) -> {
			if (name.endsWith(BYTES)) {
				measurements.add("bytes/op", subject, secondary.getScore());
			}
		});
	}

	// Class, method and parameters, without any space
	private static String subject(BenchmarkParams params) {
		String name = params.getBenchmark();
		int method = name.lastIndexOf('.');
		String values = params.getParamsKeys()
			.stream()
			.map((key) -> params.getParam(key).replace(" ", ""))
			.collect(Collectors.joining(","));
		return name.substring(name.lastIndexOf('.', method - 1) + 1) + "(" + values + ")";
	}

	/**
	 * How long it takes.
	 */
	public enum Pace {

		/** As the benchmarks say themselves. */
		FULL,

		/** Enough to see the order of magnitude. */
		QUICK,

		/** Only to see that they work. */
		ONCE

	}

}
