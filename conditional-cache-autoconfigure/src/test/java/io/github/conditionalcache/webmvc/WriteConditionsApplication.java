package io.github.conditionalcache.webmvc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.precondition.EntityTag;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Rows that are read and written, for {@link AbstractWriteConditionsTests}.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class WriteConditionsApplication {

	@Bean
	Rows rows() {
		return new Rows();
	}

	@Bean
	SecurityFilterChain security(HttpSecurity http) {
		return http.csrf(AbstractHttpConfigurer::disable).build();
	}

	public static class Rows {

		final Map<Integer, Integer> versions = new ConcurrentHashMap<>();

		final AtomicInteger performed = new AtomicInteger();

		public @Nullable Integer versionOf(int id) {
			return this.versions.get(id);
		}

		public @Nullable EntityTag tagOf(int id) {
			Integer version = this.versions.get(id);
			return (version != null) ? EntityTag.strong("v" + version) : null;
		}

		int write(int id) {
			this.performed.incrementAndGet();
			return this.versions.merge(id, 1, Integer::sum);
		}

	}

	@RestController
	static class Writer {

		private final Rows rows;

		Writer(Rows rows) {
			this.rows = rows;
		}

		@GetMapping("/rows/{id}")
		@Cacheable304("@rows.versionOf(#id)")
		ResponseEntity<String> get(@PathVariable int id, @RequestParam(required = false) @Nullable String q) {
			return ResponseEntity.ok("row " + id + " " + this.rows.versionOf(id));
		}

		@PutMapping("/rows/{id}")
		@ConditionalWrite
		String put(@PathVariable int id) {
			return "written " + this.rows.write(id);
		}

		@GetMapping("/tagged/{id}")
		@Cacheable304("@rows.tagOf(#id)")
		String getTagged(@PathVariable int id) {
			return "row " + id + " " + this.rows.versionOf(id);
		}

		@PutMapping("/tagged/{id}")
		@ConditionalWrite
		String putTagged(@PathVariable int id) {
			return "written " + this.rows.write(id);
		}

	}

}
