package io.github.conditionalcache.sample;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import static org.awaitility.Awaitility.await;

/**
 * Two instances of the sample over one PostgreSQL, which comes from Maven Central. Each
 * instance is a process, and ends with this one.
 */
public final class TwoNodes implements AutoCloseable {

	private final EmbeddedPostgres postgres;

	private final Redirect log;

	private final List<Process> nodes = new ArrayList<>();

	/**
	 * Starts all, the second instance when the first has filled the database.
	 * @param first port of the first instance
	 * @param second port of the second one
	 * @param log gets what they log
	 * @throws IOException if it can't be started
	 */
	TwoNodes(int first, int second, Redirect log) throws IOException {
		this.log = log;
		this.postgres = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(1)).start();
		Runtime.getRuntime().addShutdownHook(new Thread(this::stopNodes));
		start(first, "create");
		start(second, "none");
	}

	public static void main(String[] arguments) throws IOException {
		try (TwoNodes both = new TwoNodes(8080, 8081, Redirect.INHERIT)) {
			System.out
				.println("Two instances over one PostgreSQL: open http://localhost:8080/nodes.html. Ctrl+C ends them");
			both.nodes.forEach((node) -> node.onExit().join());
		}
	}

	private void start(int port, String tables) throws IOException {
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				withoutTests(System.getProperty("java.class.path")), SampleApplication.class.getName(),
				"--server.port=" + port, "--spring.profiles.active=two-nodes",
				"--spring.jpa.hibernate.ddl-auto=" + tables,
				"--spring.datasource.url=" + this.postgres.getJdbcUrl("postgres", "postgres"));
		Process node = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(this.log).start();
		this.nodes.add(node);
		await().atMost(Duration.ofMinutes(2)).until(() -> isUp(port) || !node.isAlive());
		if (!node.isAlive()) {
			close();
			throw new IllegalStateException("The instance on port %d has ended".formatted(port));
		}
	}

	// The sample would find configurations among its tests
	private static String withoutTests(String classPath) {
		return Arrays.stream(classPath.split(File.pathSeparator))
			.filter((entry) -> !entry.endsWith("test-classes"))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static boolean isUp(int port) {
		try {
			HttpURLConnection connection = (HttpURLConnection) URI
				.create("http://localhost:%d/actuator/health".formatted(port))
				.toURL()
				.openConnection();
			return connection.getResponseCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private void stopNodes() {
		this.nodes.forEach((node) -> node.destroyForcibly().onExit().join());
	}

	@Override
	public void close() throws IOException {
		stopNodes();
		this.postgres.close();
	}

}
