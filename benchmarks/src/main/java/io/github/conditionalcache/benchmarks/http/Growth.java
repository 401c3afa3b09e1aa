package io.github.conditionalcache.benchmarks.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.conditionalcache.benchmarks.report.Measurements;

/**
 * How the cost of a request grows with what there is: handlers, URIs, tags in a field,
 * connections.
 *
 * @param warmUp what happens before
 * @param rounds how often each is measured
 * @param window how long each time
 */
public record Growth(WarmUp warmUp, int rounds, Duration window) {

	/** How many managed handlers, and how many URIs. */
	public static final List<Integer> MANY = List.of(10, 100, 1_000, 10_000);

	/** How many tags in a field. */
	public static final List<Integer> ENTRIES = List.of(1, 10, 25, 50, 100);

	/** How many connections. */
	public static final List<Integer> CONNECTIONS = List.of(1, 10, 100, 1_000);

	private static final List<String> JVM = List.of("-Xms512m", "-Xmx512m");

	private static final int USUAL = 16;

	/**
	 * Measures.
	 * @param measurements takes what is measured
	 * @param progress is told what is done
	 * @throws IOException if a server fails
	 */
	public void run(Measurements measurements, Consumer<String> progress) throws IOException {
		handlers(measurements, progress);
		progress.accept("Growth with handlers");
		try (ServerProcess starter = ServerProcess.start(Stack.STARTER, JVM).ready();
				ServerProcess plain = ServerProcess.start(Stack.PLAIN, JVM).ready()) {
			measure(uris(starter), measurements, progress);
			progress.accept("Growth with URIs");
			measure(entries(starter), measurements, progress);
			progress.accept("Growth with the entries of If-None-Match");
			connections(starter, plain, measurements, progress);
			progress.accept("Growth with connections");
		}
	}

	private void handlers(Measurements measurements, Consumer<String> progress) throws IOException {
		Map<String, Target> targets = new LinkedHashMap<>();
		List<ServerProcess> servers = new ArrayList<>();
		try {
			for (int count : MANY) {
				servers.add(ServerProcess.start(Stack.STARTER, JVM, "--benchmark.handlers=" + count));
			}
			for (int i = 0; i < servers.size(); i++) {
				targets.put("handlers/" + MANY.get(i),
						new Target(servers.get(i).ready(), held(servers.get(i), MANY.get(i), (id) -> "/many/" + id)));
			}
			measure(targets, measurements, progress);
		}
		finally {
			for (ServerProcess server : servers) {
				server.close();
			}
		}
	}

	private static Map<String, Target> uris(ServerProcess server) throws IOException {
		Map<String, Target> targets = new LinkedHashMap<>();
		for (int count : MANY) {
			targets.put("uris/" + count, new Target(server, held(server, count, (id) -> "/early/1k/" + id)));
		}
		return targets;
	}

	// What a client sends that holds all of them
	private static List<Request> held(Server server, int count, IntFunction<String> path) throws IOException {
		List<String> paths = IntStream.range(0, count).mapToObj(path).toList();
		List<Answer> answers = Load.each(server.port(),
				paths.stream().map((one) -> Request.get(one, null, 200)).toList());
		List<Request> requests = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			requests.add(Request.get(paths.get(i), answers.get(i).field("ETag"), 304));
		}
		return requests;
	}

	private static Map<String, Target> entries(ServerProcess server) throws IOException {
		String current = Load.once(server.port(), Request.get("/early/1k/1", null, 200)).field("ETag");
		Map<String, Target> targets = new LinkedHashMap<>();
		for (int count : ENTRIES) {
			String list = Stream
				.concat(IntStream.range(1, count).mapToObj((number) -> "W/\"%026d.%013d\"".formatted(number, number)),
						Stream.of(current))
				.collect(Collectors.joining(", "));
			targets.put("entries/" + count, new Target(server, List.of(Request.get("/early/1k/1", list, 304))));
		}
		return targets;
	}

	private void measure(Map<String, Target> targets, Measurements measurements, Consumer<String> progress)
			throws IOException {
		warmUp(targets, measurements, progress);
		for (int round = 0; round < this.rounds; round++) {
			for (Map.Entry<String, Target> entry : targets.entrySet()) {
				entry.getValue().sample(USUAL, this.window).record(measurements, entry.getKey());
			}
		}
	}

	private void warmUp(Map<String, Target> targets, Measurements measurements, Consumer<String> progress)
			throws IOException {
		for (Map.Entry<String, Target> entry : targets.entrySet()) {
			Target target = entry.getValue();
			if (!this.warmUp.of(target.server(), List.of(target), USUAL)) {
				measurements.notWarm(entry.getKey());
				progress.accept("NOT WARM in time, its figures are too high: " + entry.getKey());
			}
		}
	}

	private void connections(ServerProcess starter, ServerProcess plain, Measurements measurements,
			Consumer<String> progress) throws IOException {
		Map<String, Target> targets = new LinkedHashMap<>();
		targets.put("connections-early/",
				new Target(starter, List.of(Cell.of(Variant.EARLY, Payload.MEDIUM, 304).prepare(starter.port()))));
		targets.put("connections-bare/",
				new Target(plain, List.of(Cell.of(Variant.BARE, Payload.MEDIUM, 200).prepare(plain.port()))));
		warmUp(targets, measurements, progress);
		for (int round = 0; round < this.rounds; round++) {
			for (int count : CONNECTIONS) {
				for (Map.Entry<String, Target> entry : targets.entrySet()) {
					entry.getValue().sample(count, this.window).record(measurements, entry.getKey() + count);
				}
			}
		}
	}

}
