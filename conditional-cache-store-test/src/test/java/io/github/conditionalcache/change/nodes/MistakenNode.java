package io.github.conditionalcache.change.nodes;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What is different in nodes that make a mistake.
 */
final class MistakenNode {

	/**
	 * The mistake of all of them.
	 */
	static final AtomicReference<Mistake> MISTAKE = new AtomicReference<>(Mistake.NONE);

	private MistakenNode() {
	}

	/**
	 * A node with rows in a table.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Rows {

		@Bean
		MistakenRows store(DataSource dataSource, PlatformTransactionManager manager) {
			return new MistakenRows(MISTAKE::get, dataSource, manager);
		}

		@Bean
		@Primary
		EarlyReader earlyReader(JdbcTemplate jdbc) {
			return new EarlyReader(jdbc);
		}

		@Bean
		EarlyReading earlyReading(EarlyReader reader) {
			return new EarlyReading(reader);
		}

	}

	/**
	 * A node with marks in memory.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Marks {

		@Bean
		MistakenMarks store() {
			return new MistakenMarks(MISTAKE::get);
		}

	}

	/**
	 * Gives what was read before the handler was called, if anything was.
	 */
	static class EarlyReader extends ItemReader {

		private final Map<Thread, String> early = new ConcurrentHashMap<>();

		EarlyReader(JdbcTemplate jdbc) {
			super(jdbc);
		}

		void readEarly(String path) {
			this.early.put(Thread.currentThread(), super.read(path));
		}

		void forget() {
			this.early.remove(Thread.currentThread());
		}

		@Override
		String read(String path) {
			String read = this.early.get(Thread.currentThread());
			return (read != null) ? read : super.read(path);
		}

	}

	/**
	 * Reads the data before the version is read.
	 */
	static final class EarlyReading extends OncePerRequestFilter {

		private final EarlyReader reader;

		EarlyReading(EarlyReader reader) {
			this.reader = reader;
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			if (MISTAKE.get() == Mistake.DATA_READ_FIRST && "GET".equals(request.getMethod())) {
				this.reader.readEarly(request.getRequestURI());
			}
			try {
				chain.doFilter(request, response);
			}
			finally {
				this.reader.forget();
			}
		}

	}

}
