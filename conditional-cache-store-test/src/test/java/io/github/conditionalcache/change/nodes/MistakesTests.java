package io.github.conditionalcache.change.nodes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.conditionalcache.change.nodes.HistoryChecker.Finding;
import io.github.conditionalcache.change.nodes.HistoryChecker.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stale answers of all kinds of mistakes are found by the same checker and the same
 * traffic as in {@link TwoProcessesTests}.
 */
@EnabledIf(value = "starts", disabledReason = "no PostgreSQL could be started, so no mistake was looked for")
class MistakesTests {

	private static final int ROUNDS = 12;

	private static final int EACH_ROUND = 500;

	private static @Nullable PostgresServer started;

	private static List<ConfigurableApplicationContext> rows = List.of();

	private static List<ConfigurableApplicationContext> memory = List.of();

	private static List<ConfigurableApplicationContext> marks = List.of();

	static boolean starts() {
		started = PostgresServer.startIfPossible();
		return started != null;
	}

	@BeforeAll
	static void start() throws SQLException {
		server().createItems();
		rows = List.of(node(MistakenNode.Rows.class), node(MistakenNode.Rows.class));
		memory = List.of(node(), node());
		marks = List.of(node(MistakenNode.Marks.class));
	}

	private static PostgresServer server() {
		return Objects.requireNonNull(started);
	}

	private static ConfigurableApplicationContext node(Class<?>... further) {
		return new SpringApplicationBuilder(NodeApplication.class).sources(further)
			.properties("server.port=0", "spring.main.banner-mode=off", "logging.level.root=warn",
					"conditional-cache.change-tags.store=memory", "spring.datasource.url=" + server().url(),
					"spring.sql.init.mode=always",
					"spring.sql.init.schema-locations=classpath:io/github/conditionalcache/change/jdbc/schema-postgresql.sql",
					"conditional-cache.diagnostics.explain-header=true")
			.run();
	}

	@AfterAll
	static void stop() throws IOException {
		for (List<ConfigurableApplicationContext> nodes : List.of(rows, memory, marks)) {
			nodes.forEach(ConfigurableApplicationContext::close);
		}
		if (started != null) {
			started.close();
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "NONE", "NO_MARK", "SHARED_MARK" })
	void mistakeWithRowsIsFound(Mistake mistake) throws Exception {
		Callable<?> disturbance = (mistake != Mistake.NO_SEED) ? () -> this : this::emptyTable;
		assertThat(problems(rows, mistake, disturbance)).containsOnly(Problem.STALE_304);
	}

	@ParameterizedTest
	@EnumSource(names = { "NO_MARK", "SHARED_MARK" })
	void mistakeWithMarksIsFound(Mistake mistake) throws Exception {
		assertThat(problems(marks, mistake, () -> this)).containsOnly(Problem.STALE_304);
	}

	@Test
	void memoryOfTwoNodesIsFound() throws Exception {
		assertThat(problems(memory, Mistake.NONE, () -> this)).containsOnly(Problem.STALE_304);
	}

	@Test
	void nothingIsFoundWithoutMistake() throws Exception {
		assertThat(problems(rows, this::emptyTable)).isEmpty();
		assertThat(problems(marks, () -> this)).isEmpty();
		assertThat(problems(memory.subList(0, 1), () -> this)).isEmpty();
	}

	private Object emptyTable() throws Exception {
		for (int i = 0; i < 20; i++) {
			server().execute("delete from conditional_cache_change");
			new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
		}
		return this;
	}

	private static List<Problem> problems(List<ConfigurableApplicationContext> nodes, Mistake mistake,
			Callable<?> disturbance) throws Exception {
		MistakenNode.MISTAKE.set(mistake);
		try {
			List<Problem> problems = List.of();
			for (int i = 0; i < ROUNDS && problems.isEmpty(); i++) {
				problems = problems(nodes, disturbance);
			}
			return problems;
		}
		finally {
			MistakenNode.MISTAKE.set(Mistake.NONE);
		}
	}

	private static List<Problem> problems(List<ConfigurableApplicationContext> contexts, Callable<?> disturbance)
			throws Exception {
		List<Node> nodes = contexts.stream().map(MistakesTests::address).toList();
		History history = new History(Path.of("target", "change-tags", "mistake.gz"));
		try (history; Traffic traffic = new Traffic(nodes, server().url(), history)) {
			traffic.revalidate(EACH_ROUND, Duration.ofSeconds(20), disturbance);
		}
		return history.check().findings().stream().map(Finding::problem).toList();
	}

	private static Node address(ConfigurableApplicationContext context) {
		URI address = URI.create("http://localhost:" + NodeApplication.port(context));
		return () -> address;
	}

}
