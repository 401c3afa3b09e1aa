package io.github.conditionalcache.webmvc;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalRequestListener;
import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.change.ChangeTags;
import io.github.conditionalcache.change.Modifies304;
import io.github.conditionalcache.change.TagsChanged;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Books whose answers are made of change tags, and whatever may change them. The data is
 * visible from the commit on.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableTransactionManagement(proxyTargetClass = true)
class ChangeTagsApplication {

	@Bean
	SecurityFilterChain open(HttpSecurity http) {
		return http.csrf(AbstractHttpConfigurer::disable).build();
	}

	@Bean
	Commits commits() {
		return new Commits();
	}

	@Bean
	Shelf shelf(Commits commits) {
		return new Shelf(commits);
	}

	@Bean
	Filter transactionFilter(Commits commits) {
		TransactionTemplate transaction = new TransactionTemplate(commits);
		return (request, response, chain) -> {
			if (((HttpServletRequest) request).getHeader("X-Transaction") == null) {
				chain.doFilter(request, response);
				return;
			}
			transaction.executeWithoutResult((status) -> doFilter(chain, request, response));
		};
	}

	private static void doFilter(FilterChain chain, ServletRequest request, ServletResponse response) {
		try {
			chain.doFilter(request, response);
		}
		catch (IOException | ServletException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Bean
	Outcomes outcomes() {
		return new Outcomes();
	}

	/**
	 * Makes data visible at the commit.
	 */
	static class Commits extends AbstractPlatformTransactionManager {

		private static final long serialVersionUID = 1L;

		private final transient ThreadLocal<List<Runnable>> writes = new ThreadLocal<>();

		final transient AtomicReference<Runnable> before = new AtomicReference<>(() -> {
		});

		final transient AtomicReference<Runnable> after = new AtomicReference<>(() -> {
		});

		void write(Runnable write) {
			List<Runnable> current = this.writes.get();
			if (current == null) {
				write.run();
			}
			else {
				current.add(write);
			}
		}

		@Override
		protected Object doGetTransaction() {
			return this;
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			this.writes.set(new CopyOnWriteArrayList<>());
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			this.before.get().run();
			this.writes.get().forEach(Runnable::run);
			this.after.get().run();
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
		}

		@Override
		protected void doCleanupAfterCompletion(Object transaction) {
			this.writes.remove();
		}

	}

	public static class Shelf {

		private final Map<Integer, String> titles = new ConcurrentHashMap<>();

		private final Commits commits;

		Shelf(Commits commits) {
			this.commits = commits;
		}

		String title(int id) {
			return this.titles.getOrDefault(id, "untitled");
		}

		int size() {
			return this.titles.size();
		}

		public int lengthOf(int id) {
			return title(id).length();
		}

		void put(int id, String title) {
			this.commits.write(() -> this.titles.put(id, title));
		}

		@Transactional
		@Modifies304({ "books", "book:#{#id}" })
		void update(long id, String title) {
			put((int) id, title);
		}

		@Transactional
		@Modifies304({ "books", "book:#{#id}" })
		void fail(int id, String title) {
			put(id, title);
			throw new IllegalArgumentException("rolled back");
		}

	}

	static class Outcomes implements ConditionalRequestListener {

		final AtomicReference<@Nullable ConditionalRequestOutcome> last = new AtomicReference<>();

		@Override
		public void onOutcome(ConditionalRequestOutcome outcome) {
			this.last.set(outcome);
		}

	}

	@RestController
	static class Handlers {

		final AtomicInteger calls = new AtomicInteger();

		final AtomicReference<Runnable> read = new AtomicReference<>(() -> {
		});

		private final Shelf shelf;

		private final ChangeTags tags;

		private final ApplicationEventPublisher events;

		Handlers(Shelf shelf, ChangeTags tags, ApplicationEventPublisher events) {
			this.shelf = shelf;
			this.tags = tags;
			this.events = events;
		}

		private String title(int id) {
			this.calls.incrementAndGet();
			this.read.get().run();
			return this.shelf.title(id);
		}

		@GetMapping("/books")
		@Cacheable304(tags = "books")
		Map<String, Integer> all() {
			this.calls.incrementAndGet();
			return Map.of("size", this.shelf.size());
		}

		@GetMapping("/books/{id}")
		@Cacheable304(tags = "book:#{#id}")
		Map<String, String> one(@PathVariable int id) {
			return Map.of("title", title(id));
		}

		@GetMapping("/book")
		@Cacheable304(tags = "book:#{#id}")
		Map<String, String> asked(@RequestParam Integer id) {
			return Map.of("title", title(id));
		}

		@GetMapping("/beside/{id}")
		@Cacheable304(tags = { "book:#{#id}", "tenant" }, version = "@shelf.lengthOf(#id)",
				lastModified = "T(java.time.Instant).ofEpochSecond(1000000)")
		Map<String, String> beside(@PathVariable int id) {
			return Map.of("title", title(id));
		}

		@GetMapping("/optional")
		@Cacheable304(tags = "book:#{#id}")
		Map<String, String> optional(@RequestParam(required = false) @Nullable Integer id) {
			return Map.of("title", title((id != null) ? id : 0));
		}

		@PutMapping("/books/{id}")
		void update(@PathVariable int id, @RequestBody String title) {
			this.shelf.update(id, title);
		}

		@PutMapping("/fail/{id}")
		ResponseEntity<Void> fail(@PathVariable int id, @RequestBody String title) {
			try {
				this.shelf.fail(id, title);
			}
			catch (IllegalArgumentException ex) {
				return ResponseEntity.badRequest().build();
			}
			return ResponseEntity.noContent().build();
		}

		@PutMapping("/beside/{id}")
		@ConditionalWrite
		void updateBeside(@PathVariable int id, @RequestBody String title) {
			this.shelf.update(id, title);
		}

		@PutMapping("/touched/{id}")
		void touched(@PathVariable int id, @RequestBody String title) {
			this.shelf.put(id, title);
			this.tags.touch("book:" + id);
		}

		@PutMapping("/changing/{id}")
		void changing(@PathVariable int id, @RequestBody String title) {
			this.tags.changing(List.of("book:" + id), () -> {
				this.shelf.put(id, title);
				return id;
			});
		}

		@PutMapping("/published/{id}")
		void published(@PathVariable int id, @RequestBody String title) {
			this.shelf.put(id, title);
			this.events.publishEvent(new TagsChanged("book:" + id));
		}

		@PutMapping("/all/{id}")
		void allTouched(@PathVariable int id, @RequestBody String title) {
			this.shelf.put(id, title);
			this.tags.touchAll();
		}

		@PutMapping("/untouched/{id}")
		void untouched(@PathVariable int id, @RequestBody String title) {
			this.shelf.put(id, title);
		}

	}

	@RestController
	static class TransactionalHandlers {

		private final Shelf shelf;

		TransactionalHandlers(Shelf shelf) {
			this.shelf = shelf;
		}

		@GetMapping("/transactional/{id}")
		@Transactional
		@Cacheable304(tags = "book:#{#id}")
		Map<String, String> one(@PathVariable int id) {
			return Map.of("title", this.shelf.title(id));
		}

		@PutMapping("/modifying/{id}")
		@Modifies304("book:#{#id}")
		void update(@PathVariable int id, @RequestBody String title) {
			this.shelf.put(id, title);
		}

	}

}
