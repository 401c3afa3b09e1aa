package io.github.conditionalcache.benchmarks.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

import io.github.conditionalcache.benchmarks.report.Measurements;

/**
 * Measures cells side by side: all servers stay up, and every round measures each cell
 * once, in another order. So what drifts on the machine meets all of them alike, and a
 * ratio is taken between neighbours.
 */
public final class Comparison {

	private final Plan plan;

	private final Measurements measurements;

	private final Consumer<String> progress;

	/**
	 * Creates a comparison.
	 * @param plan how much is measured
	 * @param measurements takes what is measured
	 * @param progress is told what is done
	 */
	public Comparison(Plan plan, Measurements measurements, Consumer<String> progress) {
		this.plan = plan;
		this.measurements = measurements;
		this.progress = progress;
	}

	/**
	 * Measures.
	 * @param cells what to measure
	 * @param decisive subjects that a limit is about; they are measured longer
	 * @throws IOException if a server fails, or answers otherwise than it must
	 */
	public void run(List<Cell> cells, Set<String> decisive) throws IOException {
		for (int start = 1; start <= this.plan.starts(); start++) {
			this.progress.accept("Start %d of %d of the servers".formatted(start, this.plan.starts()));
			Map<Stack, ServerProcess> servers = new EnumMap<>(Stack.class);
			try {
				start(cells, servers);
				measure(cells, decisive, servers, new Random(start));
			}
			finally {
				for (ServerProcess server : servers.values()) {
					server.close();
				}
			}
		}
	}

	private void start(List<Cell> cells, Map<Stack, ServerProcess> servers) throws IOException {
		Set<Stack> stacks = new LinkedHashSet<>();
		cells.forEach((cell) -> stacks.add(cell.stack()));
		for (Stack stack : stacks) {
			servers.put(stack, ServerProcess.start(stack, this.plan.jvm()));
		}
		for (ServerProcess server : servers.values()) {
			server.ready();
		}
	}

	private void measure(List<Cell> cells, Set<String> decisive, Map<Stack, ServerProcess> servers, Random random)
			throws IOException {
		Map<Cell, Target> prepared = new LinkedHashMap<>();
		for (Cell cell : cells) {
			ServerProcess server = servers.get(cell.stack());
			if (server == null) {
				throw new IllegalStateException("No server for " + cell.subject());
			}
			prepared.put(cell, new Target(server, List.of(cell.prepare(server.port()))));
		}
		for (Map.Entry<Stack, ServerProcess> entry : servers.entrySet()) {
			List<Target> targets = prepared.values()
				.stream()
				.filter((target) -> target.server().equals(entry.getValue()))
				.toList();
			if (!this.plan.warmUp().of(entry.getValue(), targets, this.plan.connections())) {
				this.measurements.notWarm("the server " + entry.getKey());
				this.progress.accept("NOT WARM in time, its figures are too high: " + entry.getKey());
			}
		}
		this.progress.accept("Warm");
		List<Cell> order = new ArrayList<>(cells);
		for (int round = 0; round < this.plan.rounds(); round++) {
			Collections.shuffle(order, random);
			for (Cell cell : order) {
				Target target = prepared.get(cell);
				if (target != null) {
					Duration window = decisive.contains(cell.subject()) ? this.plan.longWindow() : this.plan.window();
					Sample sample = target.sample(this.plan.connections(), window);
					sample.record(this.measurements, cell.subject() + this.plan.suffix());
				}
			}
			this.progress.accept("Round %d of %d".formatted(round + 1, this.plan.rounds()));
		}
	}

	/**
	 * How much is measured.
	 *
	 * @param suffix ends each subject
	 * @param jvm options of the servers' JVMs
	 * @param starts how often the servers are started anew
	 * @param rounds how many rounds after each start
	 * @param connections how many connections
	 * @param warmUp what happens before the first round
	 * @param window how long each cell is measured in a round
	 * @param longWindow how long one is that a limit is about
	 */
	public record Plan(String suffix, List<String> jvm, int starts, int rounds, int connections, WarmUp warmUp,
			Duration window, Duration longWindow) {

	}

}
