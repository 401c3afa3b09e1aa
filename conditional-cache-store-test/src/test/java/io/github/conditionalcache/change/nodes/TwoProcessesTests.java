package io.github.conditionalcache.change.nodes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.conditionalcache.change.nodes.Event.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two processes over one PostgreSQL, both of which write and are asked: whatever happens
 * to them, no answer is stale. {@code -Plong-run} revalidates 500,000 times.
 */
@EnabledIf(value = "starts", disabledReason = "no PostgreSQL could be started, so two processes were not tried")
@EnabledOnOs(value = { OS.LINUX, OS.MAC }, disabledReason = "processes are stopped by a signal")
class TwoProcessesTests {

	private static final int SHORT = 12_000;

	private static final int REVALIDATIONS = Integer.getInteger("change-tags.revalidations", SHORT);

	private static final int EACH_ROUND = 2000;

	private static final Duration ROUND_LIMIT = Duration.ofSeconds((REVALIDATIONS > SHORT) ? 60 : 4);

	private static final Path DIRECTORY = Path.of("target", "change-tags").toAbsolutePath();

	private static @Nullable PostgresServer started;

	private final Map<Disturbance, Integer> disturbances = new EnumMap<>(Disturbance.class);

	static boolean starts() {
		started = PostgresServer.startIfPossible();
		return started != null;
	}

	@AfterAll
	static void stop() throws IOException {
		if (started != null) {
			started.close();
		}
	}

	@Test
	void answersAreNeverStale() throws Exception {
		PostgresServer server = Objects.requireNonNull(started);
		server.createItems();
		History history = new History(DIRECTORY.resolve("history.gz"));
		try (history; NodeProcess first = node("first", server); NodeProcess second = node("second", server)) {
			first.start();
			second.start();
			revalidate(server, List.of(first, second), history);
		}
		HistoryChecker checker = history.check();
		System.out.printf("%s: %s, %s%n", getClass().getSimpleName(), checker, this.disturbances);
		assertThat(checker.findings()).isEmpty();
		assertThat(Stream.of(Kind.WRITTEN, Kind.FULL, Kind.EARLY_304)).allSatisfy(
				(kind) -> assertThat(checker.count(kind)).as(kind.name()).isGreaterThan(Disturbance.values().length));
	}

	private static NodeProcess node(String name, PostgresServer server) {
		return new NodeProcess(DIRECTORY.resolve(name + ".log"), server.url());
	}

	private void revalidate(PostgresServer server, List<NodeProcess> nodes, History history) throws Exception {
		try (Traffic traffic = new Traffic(nodes, server.url(), history)) {
			int rounds = Math.max(REVALIDATIONS / EACH_ROUND, Disturbance.values().length);
			for (int round = 0; round < rounds; round++) {
				Disturbance disturbance = Disturbance.values()[round % Disturbance.values().length];
				NodeProcess node = nodes.get(round / Disturbance.values().length % nodes.size());
				this.disturbances.merge(disturbance, 1, Integer::sum);
				traffic.revalidate(REVALIDATIONS / rounds, ROUND_LIMIT, () -> {
					disturbance.happen(server, node);
					return this;
				});
			}
		}
	}

}
