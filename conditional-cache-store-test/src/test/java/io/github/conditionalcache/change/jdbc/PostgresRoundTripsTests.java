package io.github.conditionalcache.change.jdbc;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.SocketFactory;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often a read of change tags waits for PostgreSQL.
 */
@EnabledIf(value = "starts", disabledReason = "no PostgreSQL could be started, so round trips were not counted")
class PostgresRoundTripsTests {

	private static final int[] BUCKETS = { 42, 4711 };

	static boolean starts() {
		return Databases.POSTGRESQL.starts();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void readIsOneRoundTrip(boolean autoCommit) {
		try (HikariDataSource pool = Databases.POSTGRESQL.pool(Databases.POSTGRESQL.create(), 1)) {
			pool.addDataSourceProperty("socketFactory", CountingSockets.class.getName());
			pool.setAutoCommit(autoCommit);
			new ResourceDatabasePopulator(new ClassPathResource(Databases.POSTGRESQL.schema())).execute(pool);
			JdbcChangeTagStore store = new JdbcChangeTagStore(pool, new JdbcTransactionManager(pool),
					"conditional_cache_change", () -> false);
			// The first one inserts the row of all buckets
			store.read(BUCKETS);
			for (int i = 0; i < 20; i++) {
				int before = CountingSockets.sent.get();
				assertThat(store.read(BUCKETS)).isNotNull();
				assertThat(CountingSockets.sent.get() - before).isOne();
			}
		}
	}

	/**
	 * Counts how often the driver sends what it has collected.
	 */
	public static final class CountingSockets extends SocketFactory {

		static final AtomicInteger sent = new AtomicInteger();

		@Override
		public Socket createSocket() {
			return new Socket() {

				@Override
				public OutputStream getOutputStream() throws IOException {
					return new BufferedOutputStream(super.getOutputStream()) {

						@Override
						public synchronized void flush() throws IOException {
							sent.incrementAndGet();
							super.flush();
						}

					};
				}

			};
		}

		@Override
		public Socket createSocket(String host, int port) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Socket createSocket(InetAddress host, int port) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
			throw new UnsupportedOperationException();
		}

	}

}
