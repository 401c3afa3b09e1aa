package io.github.conditionalcache.sample;

import java.io.IOException;
import java.util.Objects;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.condition.EnabledIf;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;

/**
 * Lost updates over a PostgreSQL server, which comes from Maven Central and is started
 * here. Where it can't be, the test is skipped, and {@code .ci/run} fails.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "spring.jpa.hibernate.ddl-auto=create")
@DirtiesContext
@EnabledIf(value = "starts",
		disabledReason = "no PostgreSQL could be started, so lost updates were not looked for with it")
class PostgresLostUpdateTests extends AbstractLostUpdateTests {

	private static @Nullable EmbeddedPostgres started;

	static boolean starts() {
		try {
			started = EmbeddedPostgres.start();
			return true;
		}
		catch (IOException | RuntimeException ex) {
			ex.printStackTrace();
			return false;
		}
	}

	@TestConfiguration
	static class Server {

		@Bean
		EmbeddedPostgres postgres() {
			return Objects.requireNonNull(started);
		}

		@Bean
		JdbcConnectionDetails connection(EmbeddedPostgres postgres) {
			return new JdbcConnectionDetails() {

				@Override
				public String getUsername() {
					return "postgres";
				}

				@Override
				public String getPassword() {
					return "postgres";
				}

				@Override
				public String getJdbcUrl() {
					return postgres.getJdbcUrl("postgres", "postgres");
				}

			};
		}

	}

}
