package io.github.conditionalcache.change.nodes;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A PostgreSQL server that can be killed: what it has confirmed is there afterwards.
 */
final class PostgresServer implements AutoCloseable {

	private final Path data;

	private final EmbeddedPostgres server;

	private PostgresServer() throws IOException {
		this.data = Files.createTempDirectory("change-tags");
		this.server = EmbeddedPostgres.builder()
			.setDataDirectory(this.data)
			.setServerConfig("synchronous_commit", "on")
			.setPGStartupWait(Duration.ofMinutes(1))
			.start();
	}

	/**
	 * Starts a server if that is possible here.
	 * @return the server, or {@code null} if it does not start
	 */
	static @Nullable PostgresServer startIfPossible() {
		try {
			return new PostgresServer();
		}
		catch (IOException | RuntimeException ex) {
			ex.printStackTrace();
			return null;
		}
	}

	/**
	 * Creates the items.
	 * @throws SQLException if it fails
	 */
	void createItems() throws SQLException {
		execute("create table item (id integer primary key, number bigint not null)",
				"insert into item (id, number) select id, 0 from generate_series(1, " + Items.COUNT + ") as id");
	}

	String url() {
		return this.server.getJdbcUrl("postgres", "postgres") + "&loggerLevel=OFF&socketTimeout=20";
	}

	/**
	 * Runs statements.
	 * @param statements the statements
	 * @throws SQLException if one fails
	 */
	void execute(String... statements) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url());
				Statement statement = connection.createStatement()) {
			for (String each : statements) {
				statement.execute(each);
			}
		}
	}

	/**
	 * Ends all processes of the server without any ado, and starts it again.
	 */
	void restart() throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		if (LinuxUtils.isUnshareAvailable()) {
			// It refuses to run as root
			command.addAll(List.of("unshare", "-U"));
		}
		// The first word of the command that has started it
		String options = Files.readString(this.data.resolve("postmaster.opts"));
		String program = Path.of(options.substring(0, options.indexOf(' '))).resolveSibling("pg_ctl").toString();
		command.addAll(List.of(program, "restart", "-D", this.data.toString(), "-m", "immediate", "-w"));
		Process process = new ProcessBuilder(command).redirectOutput(Redirect.DISCARD)
			.redirectError(Redirect.DISCARD)
			.start();
		assertThat(process.waitFor()).isZero();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
