package io.github.conditionalcache.webmvc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalRequestListener;
import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.WritePrecondition;
import io.github.conditionalcache.WriteRefusedException;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import jakarta.persistence.OptimisticLockException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.annotation.Secured;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Handlers that write under preconditions, and everything that may stand between them and
 * the client.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableMethodSecurity(securedEnabled = true)
@EnableAspectJAutoProxy(proxyTargetClass = true)
@EnableTransactionManagement(proxyTargetClass = true)
class WriteApplication {

	static final Instant CHANGED = Instant.parse("2026-02-03T04:05:06.789Z");

	@Bean
	SecurityFilterChain security(HttpSecurity http) {
		return http
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/url-rule").hasRole("WRITER").anyRequest().permitAll())
			.httpBasic(Customizer.withDefaults())
			.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.build();
	}

	@Bean
	UserDetailsService users() {
		return new InMemoryUserDetailsManager(User.withUsername("ann").password("{noop}ann").roles("WRITER").build(),
				User.withUsername("bob").password("{noop}bob").roles("GUEST").build());
	}

	@Bean
	Books books() {
		return new Books();
	}

	@Bean
	Transactions transactionManager() {
		return new Transactions();
	}

	@Bean
	Writer writer(Books books) {
		return new Writer(books);
	}

	@Bean
	Meddling meddling(Books books) {
		return new Meddling(books);
	}

	@Bean
	Told told() {
		return new Told();
	}

	/**
	 * The data, and what was done to it.
	 */
	public static class Books {

		final Map<Integer, Integer> rows = new ConcurrentHashMap<>();

		final AtomicInteger lookups = new AtomicInteger();

		final AtomicInteger performed = new AtomicInteger();

		volatile Runnable meanwhile = () -> {
		};

		void reset() {
			this.rows.clear();
			this.rows.put(1, 1);
			this.lookups.set(0);
			this.performed.set(0);
			this.meanwhile = () -> {
			};
		}

		public @Nullable Integer versionOf(int id) {
			this.lookups.incrementAndGet();
			return this.rows.get(id);
		}

		public @Nullable Instant changed(int id) {
			Integer version = versionOf(id);
			return (version != null) ? CHANGED.plusSeconds(version) : null;
		}

		public @Nullable Instant now(int id) {
			return Instant.now().plusSeconds(id);
		}

		public int count() {
			this.lookups.incrementAndGet();
			return this.rows.size();
		}

		public @Nullable Object state(String state) throws Exception {
			this.lookups.incrementAndGet();
			switch (state) {
				case "fails" -> throw new IllegalStateException("no database");
				case "type" -> {
					return new Object();
				}
				case "slow" -> Thread.sleep(5_000);
				default -> {
				}
			}
			return switch (state) {
				case "absent" -> Validators.absent();
				case "empty" -> Optional.empty();
				case "untagged" -> Validators.untagged(null);
				case "dated" -> Validators.untagged(CHANGED);
				case "tagged" -> Validators.of(EntityTag.strong("whole"), CHANGED);
				case "tag" -> EntityTag.strong("mine");
				case "weak" -> EntityTag.weak("mine");
				default -> null;
			};
		}

		int write(int id) {
			this.performed.incrementAndGet();
			return this.rows.merge(id, 1, Integer::sum);
		}

	}

	static class Told implements ConditionalRequestListener {

		final List<ConditionalRequestOutcome> all = Collections.synchronizedList(new ArrayList<>());

		@Override
		public void onOutcome(ConditionalRequestOutcome outcome) {
			this.all.add(outcome);
		}

	}

	static class Transactions extends AbstractPlatformTransactionManager {

		private static final long serialVersionUID = 1L;

		final transient List<String> ended = Collections.synchronizedList(new ArrayList<>());

		@Override
		protected Object doGetTransaction() {
			return this;
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			this.ended.add("commit");
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
			this.ended.add("rollback");
		}

	}

	record Book(int id, int version) {

	}

	record NewBook(@NotBlank String title) {

	}

	public static class Writer {

		private final Books books;

		Writer(Books books) {
			this.books = books;
		}

		@Transactional
		public int write(int id, WritePrecondition precondition) {
			this.books.meanwhile.run();
			precondition.check(this.books.rows.get(id));
			return this.books.write(id);
		}

	}

	@RestController
	static class Library {

		private final Books books;

		private final Writer writer;

		Library(Books books, Writer writer) {
			this.books = books;
			this.writer = writer;
		}

		@GetMapping("/books/{id}")
		@Cacheable304("@books.versionOf(#id)")
		ResponseEntity<Book> book(@PathVariable int id, @RequestParam(required = false) @Nullable String q) {
			Integer version = this.books.rows.get(id);
			return (version != null) ? ResponseEntity.ok(new Book(id, version)) : ResponseEntity.notFound().build();
		}

		@PutMapping("/books/{id}")
		@ConditionalWrite
		ResponseEntity<Book> put(@PathVariable @Min(1) int id, @Valid @RequestBody NewBook book,
				WritePrecondition precondition) {
			int version = this.books.write(id);
			precondition.written(version);
			return ResponseEntity.status((version > 1) ? HttpStatus.OK : HttpStatus.CREATED)
				.body(new Book(id, version));
		}

		@PatchMapping("/books/{id}")
		@ConditionalWrite
		@ResponseStatus(HttpStatus.NO_CONTENT)
		void patch(WritePrecondition precondition, @PathVariable int id) {
			precondition.written(this.books.write(id));
		}

		@DeleteMapping("/books/{id}")
		@ConditionalWrite
		ResponseEntity<Void> delete(@PathVariable int id) {
			this.books.performed.incrementAndGet();
			this.books.rows.remove(id);
			return ResponseEntity.noContent().build();
		}

		@PostMapping("/books/{id}")
		@ConditionalWrite
		Book post(@PathVariable int id) {
			return new Book(id, this.books.write(id));
		}

		@PostMapping("/books")
		@ConditionalWrite("@books.count()")
		ResponseEntity<Void> create(@RequestParam int id, WritePrecondition precondition) {
			precondition.written(this.books.write(id));
			return ResponseEntity.created(URI.create("/books/" + id)).build();
		}

		@PostMapping("/created")
		@ConditionalWrite("@books.count()")
		@ResponseStatus(HttpStatus.CREATED)
		void created(@RequestParam int id, WritePrecondition precondition, HttpServletResponse response) {
			precondition.written(this.books.write(id));
			response.setHeader("Location", "/books/" + id);
		}

		@PostMapping("/elsewhere")
		@ConditionalWrite("@books.count()")
		ResponseEntity<Book> elsewhere(@RequestParam int id, WritePrecondition precondition) {
			int version = this.books.write(id);
			precondition.written(version);
			return ResponseEntity.created(URI.create("http://elsewhere.example/books/" + id))
				.body(new Book(id, version));
		}

		@PutMapping("/own-tag/{id}")
		@ConditionalWrite("@books.versionOf(#id)")
		ResponseEntity<Book> ownTag(@PathVariable int id, WritePrecondition precondition) {
			precondition.written(this.books.write(id));
			return ResponseEntity.ok().eTag("\"mine\"").body(new Book(id, 0));
		}

		@PutMapping("/service/{id}")
		@ConditionalWrite("@books.versionOf(#id)")
		Book service(@PathVariable int id, WritePrecondition precondition) {
			return new Book(id, this.writer.write(id, precondition));
		}

		@PutMapping("/as-sent/{id}")
		@ConditionalWrite("@books.versionOf(#id)")
		@CrossOrigin("https://other.example")
		@ResponseStatus(HttpStatus.NO_CONTENT)
		void asSent(@PathVariable int id, WritePrecondition precondition) {
			precondition.storedAsSent(this.books.write(id));
		}

		@PutMapping("/merging/{id}")
		@ConditionalWrite("@books.versionOf(#id)")
		Book merging(@PathVariable int id, WritePrecondition precondition) {
			try {
				return new Book(id, this.writer.write(id, precondition));
			}
			catch (WriteRefusedException ex) {
				return new Book(id, this.books.write(id));
			}
		}

		@PutMapping("/forwarding")
		@ConditionalWrite("'1'")
		void forwarding(HttpServletRequest request, HttpServletResponse response) throws Exception {
			request.getRequestDispatcher("/raw/1").forward(request, response);
		}

		@PutMapping("/service-callable/{id}")
		@ConditionalWrite("@books.versionOf(#id)")
		Callable<Book> serviceCallable(@PathVariable int id, WritePrecondition precondition) {
			return () -> new Book(id, this.writer.write(id, precondition));
		}

		@GetMapping("/dated/{id}")
		@Cacheable304(lastModified = "@books.changed(#id)")
		Book dated(@PathVariable int id) {
			return new Book(id, 0);
		}

		@PutMapping("/dated/{id}")
		@ConditionalWrite
		Book putDated(@PathVariable int id) {
			return new Book(id, this.books.write(id));
		}

		@PutMapping("/just-now/{id}")
		@ConditionalWrite(lastModified = "@books.now(#id)")
		Book justNow(@PathVariable int id) {
			return new Book(id, this.books.write(id));
		}

		@PutMapping("/raw/{id}")
		@ConditionalWrite("@books.versionOf(#id)")
		Book raw(@PathVariable int id, HttpServletRequest request) {
			return new Book(id, this.books.write(id));
		}

		@PutMapping("/text/{id}")
		@ConditionalWrite("@books.versionOf(#id)")
		Book text(@PathVariable int id, @RequestBody String text) {
			return new Book(id, this.books.write(id));
		}

		@GetMapping("/plain/{id}")
		@Cacheable304("@books.versionOf(#id)")
		Book plain(@PathVariable int id) {
			return new Book(id, 0);
		}

		@PutMapping("/plain/{id}")
		Book putPlain(@PathVariable int id) {
			return new Book(id, this.books.write(id));
		}

	}

	@RestController
	static class States {

		private final Books books;

		States(Books books) {
			this.books = books;
		}

		@PutMapping("/states/{state}")
		@ConditionalWrite("@books.state(#state)")
		String put(@PathVariable String state) {
			this.books.performed.incrementAndGet();
			return "done";
		}

		@PutMapping("/required/{state}")
		@ConditionalWrite(version = "@books.state(#state)", required = true)
		String required(@PathVariable String state) {
			this.books.performed.incrementAndGet();
			return "done";
		}

	}

	@RestController
	static class Locking {

		@PutMapping("/locking/{kind}")
		@ConditionalWrite("@books.versionOf(1)")
		Book put(@PathVariable String kind) throws Exception {
			RuntimeException failure = new OptimisticLockingFailureException("version 2");
			switch (kind) {
				case "dao" -> throw failure;
				case "jakarta" -> throw new OptimisticLockException();
				default -> throw new Exception(new IllegalStateException(failure));
			}
		}

		@PutMapping("/locking-callable")
		@ConditionalWrite("@books.versionOf(1)")
		Callable<String> callable() {
			return () -> {
				throw new OptimisticLockingFailureException("version 2");
			};
		}

		@PutMapping("/locking-future")
		@ConditionalWrite("@books.versionOf(1)")
		CompletableFuture<String> future() {
			return CompletableFuture.supplyAsync(() -> {
				throw new OptimisticLockingFailureException("version 2");
			});
		}

		@PutMapping("/locking-deferred")
		@ConditionalWrite("@books.versionOf(1)")
		DeferredResult<String> deferred() {
			DeferredResult<String> result = new DeferredResult<>();
			result.setErrorResult(new OptimisticLockingFailureException("version 2"));
			return result;
		}

	}

	@RestController
	static class CatchesAll {

		private final Books books;

		CatchesAll(Books books) {
			this.books = books;
		}

		@PutMapping("/catches-all/{id}")
		@ConditionalWrite("@books.versionOf(#id)")
		Book put(@PathVariable int id) {
			return new Book(id, this.books.write(id));
		}

		@ExceptionHandler(Exception.class)
		@ResponseStatus(HttpStatus.INTERNAL_SERVER_ERROR)
		String oops() {
			return "oops";
		}

	}

	@ControllerAdvice
	static class CatchAll {

		@ExceptionHandler(RuntimeException.class)
		ResponseEntity<String> oops(RuntimeException ex) {
			if (!(ex instanceof WriteRefusedException) && !(ex instanceof OptimisticLockingFailureException)) {
				throw ex;
			}
			return ResponseEntity.internalServerError().body("oops");
		}

	}

	/**
	 * What an application may put around its handlers.
	 */
	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Meddled {

		String value();

	}

	@Aspect
	static class Meddling {

		private final Books books;

		Meddling(Books books) {
			this.books = books;
		}

		@Before("@annotation(meddled) && execution(* *..OnMethods.before(..))")
		void before(Meddled meddled) {
			refuse();
		}

		@Around("@annotation(meddled) && !execution(* *..OnMethods.before(..))")
		@Nullable Object around(ProceedingJoinPoint call, Meddled meddled) throws Throwable {
			if (meddled.value().equals("refuse")) {
				refuse();
				return call.proceed();
			}
			try {
				return call.proceed();
			}
			catch (Throwable ex) {
				if (meddled.value().equals("swallow")) {
					return new Book(0, 0);
				}
				this.books.meanwhile = () -> {
				};
				return call.proceed();
			}
		}

		private static void refuse() {
			HttpServletRequest request = ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes())
				.getRequest();
			if (!request.isUserInRole("WRITER")) {
				throw new AccessDeniedException("not you");
			}
		}

	}

	@RestController
	static class OnMethods {

		private final Books books;

		OnMethods(Books books) {
			this.books = books;
		}

		@PutMapping("/pre-authorize")
		@PreAuthorize("hasRole('WRITER')")
		@ConditionalWrite("@books.versionOf(1)")
		Book preAuthorize() {
			return new Book(1, this.books.write(1));
		}

		@PutMapping("/secured")
		@Secured("ROLE_WRITER")
		@ConditionalWrite("@books.versionOf(1)")
		Book secured() {
			return new Book(1, this.books.write(1));
		}

		@PutMapping("/url-rule")
		@ConditionalWrite("@books.versionOf(1)")
		Book urlRule() {
			return new Book(1, this.books.write(1));
		}

		@PutMapping("/aspect-before")
		@Meddled("refuse")
		@ConditionalWrite("@books.versionOf(1)")
		Book before() {
			return new Book(1, this.books.write(1));
		}

		@PutMapping("/aspect-around")
		@Meddled("refuse")
		@ConditionalWrite("@books.versionOf(1)")
		Book around() {
			return new Book(1, this.books.write(1));
		}

		@PutMapping("/swallowed")
		@Meddled("swallow")
		@ConditionalWrite("@books.versionOf(1)")
		Book swallowed() {
			return new Book(1, this.books.write(1));
		}

		@PutMapping("/retried")
		@Meddled("retry")
		@ConditionalWrite("@books.versionOf(1)")
		Book retried() {
			this.books.meanwhile.run();
			return new Book(1, this.books.write(1));
		}

		@PutMapping("/transactional")
		@Transactional
		@ConditionalWrite("@books.versionOf(1)")
		Book transactional() {
			return new Book(1, this.books.write(1));
		}

	}

	@RestController
	@ConditionalWrite("@books.versionOf(1)")
	static class OnClass {

		private final Books books;

		OnClass(Books books) {
			this.books = books;
		}

		@GetMapping("/on-class")
		Book get() {
			return new Book(1, 0);
		}

		@PutMapping("/on-class")
		Book put() {
			return new Book(1, this.books.write(1));
		}

		@DeleteMapping("/on-class")
		Book delete() {
			return new Book(1, this.books.write(1));
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@ConditionalWrite(version = "@books.versionOf(1)", required = true)
	@interface Guarded {

	}

	@RestController
	static class Annotated {

		private final Books books;

		Annotated(Books books) {
			this.books = books;
		}

		@PutMapping("/meta")
		@Guarded
		Book put() {
			return new Book(1, this.books.write(1));
		}

	}

	interface Writable {

		@PutMapping("/on-interface/{id}")
		@ConditionalWrite("@books.versionOf(#id)")
		Book put(@PathVariable int id);

	}

	@RestController
	static class OfInterface implements Writable {

		private final Books books;

		OfInterface(Books books) {
			this.books = books;
		}

		@Override
		public Book put(int id) {
			return new Book(id, this.books.write(id));
		}

	}

}
