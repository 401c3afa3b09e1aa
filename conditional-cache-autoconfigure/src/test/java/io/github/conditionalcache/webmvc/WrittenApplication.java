package io.github.conditionalcache.webmvc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.WritePrecondition;
import io.github.conditionalcache.precondition.EntityTag;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.MatrixVariable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Handlers that tell what they have written.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
		exclude = { ServletWebSecurityAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class })
class WrittenApplication {

	static final Instant CHANGED = Instant.parse("2026-02-03T04:05:06.789Z");

	static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000001");

	@Bean
	RacesController races(Notes notes) {
		return new RacesController(notes);
	}

	@Bean
	RacesController.OfLoaded racesOfLoaded(RacesController races) {
		return new RacesController.OfLoaded(races);
	}

	@Bean
	Notes notes() {
		return new Notes();
	}

	/**
	 * The data.
	 */
	public static class Notes {

		final Map<String, Long> versions = new ConcurrentHashMap<>();

		final AtomicInteger performed = new AtomicInteger();

		volatile boolean failing;

		void fail() {
			this.failing = true;
		}

		void reset() {
			this.failing = false;
			this.versions.clear();
			this.versions.put("1", 1L);
			this.performed.set(0);
		}

		public @Nullable Long versionOf(String id) {
			if (this.failing) {
				throw new IllegalStateException("no database");
			}
			return this.versions.get(id);
		}

		long write(String id) {
			this.performed.incrementAndGet();
			return this.versions.merge(id, 1L, Long::sum);
		}

		public long count() {
			return this.versions.size();
		}

		public String textOf(String id) {
			return "version of " + id;
		}

		public @Nullable Object any(String kind) {
			return value(kind);
		}

		public OptionalLong optionalLong() {
			return OptionalLong.of(5);
		}

		public Optional<Long> optional() {
			return Optional.of(5L);
		}

		public long primitive() {
			return 5;
		}

		public Instant changed() {
			return CHANGED;
		}

		public Object local() {
			return LocalDateTime.MIN;
		}

		static @Nullable Object value(String kind) {
			return switch (kind) {
				case "long" -> 5L;
				case "int" -> 5;
				case "short" -> (short) 5;
				case "atomic" -> new AtomicLong(5);
				case "big" -> java.math.BigInteger.valueOf(5);
				case "optional" -> Optional.of(5L);
				case "optional-long" -> OptionalLong.of(5);
				case "optional-int" -> OptionalInt.of(5);
				case "six" -> 6L;
				case "text" -> "5";
				case "double" -> 5.0;
				case "list" -> List.of(5L);
				case "list-text" -> List.of("5");
				case "uuid" -> ID;
				case "uuid-text" -> ID.toString();
				case "tag" -> EntityTag.strong("5");
				case "instant" -> CHANGED;
				case "offset" -> CHANGED.atZone(ZoneId.of("Asia/Tokyo")).toOffsetDateTime();
				case "date" -> Date.from(CHANGED);
				case "millis" -> CHANGED.toEpochMilli();
				case "local" -> CHANGED.atZone(ZoneId.of("UTC")).toLocalDateTime();
				case "date-text" -> CHANGED.toString();
				default -> null;
			};
		}

	}

	record Note(String id, long version) {

	}

	/**
	 * Who says what of the version.
	 */
	enum Told {

		/** The version. */
		WRITTEN,

		/** The version, and that the content was stored unchanged. */
		AS_SENT,

		/** Nothing. */
		NOTHING

	}

	@RestController
	static class Answers {

		private final Notes notes;

		Answers(Notes notes) {
			this.notes = notes;
		}

		@GetMapping("/notes/{id}")
		@Cacheable304("@notes.versionOf(#id)")
		Note note(@PathVariable String id) {
			return new Note(id, this.notes.versions.getOrDefault(id, 0L));
		}

		@GetMapping("/notes/special")
		Note special() {
			return new Note("special", 0);
		}

		@GetMapping("/matrix/{id}")
		@Cacheable304("@notes.versionOf(#id)")
		Note matrix(@PathVariable String id, @MatrixVariable(required = false) @Nullable String v) {
			return new Note(id, 0);
		}

		@PutMapping("/matrix/{id}")
		@ConditionalWrite
		Note putMatrix(@PathVariable String id) {
			return new Note(id, this.notes.write(id));
		}

		@GetMapping("/texts/{id}")
		@Cacheable304("@notes.textOf(#id)")
		Note text(@PathVariable String id) {
			return new Note(id, 0);
		}

		@GetMapping("/bare/{id}")
		@Cacheable304
		Note bare(@PathVariable String id) {
			return new Note(id, 0);
		}

		@GetMapping("/unmanaged/{id}")
		Note unmanaged(@PathVariable String id) {
			return new Note(id, 0);
		}

		@GetMapping("/excluded/{id}")
		@Cacheable304("@notes.versionOf(#id)")
		Note excluded(@PathVariable String id) {
			return new Note(id, 0);
		}

		@GetMapping(path = "/formats/{id}", produces = "application/json")
		@Cacheable304("@notes.versionOf(#id)")
		Note json(@PathVariable String id) {
			return new Note(id, 0);
		}

		@GetMapping(path = "/formats/{id}", produces = "text/plain")
		@Cacheable304("@notes.versionOf(#id)")
		String plain(@PathVariable String id) {
			return id;
		}

		@RequestMapping(path = "/notes/{id}", method = { RequestMethod.PUT, RequestMethod.PATCH, RequestMethod.POST })
		@ConditionalWrite
		ResponseEntity<Note> write(@PathVariable String id, @RequestHeader("X-Status") int status,
				@RequestHeader("X-Content") boolean content, @RequestHeader("X-Told") Told told,
				@RequestHeader HttpHeaders fields, WritePrecondition precondition) {
			long version = this.notes.write(id);
			tell(told, version, precondition);
			ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
			for (String name : List.of("Location", "Content-Location")) {
				String value = fields.getFirst("X-" + name);
				if (value != null) {
					answer.header(name, value);
				}
			}
			return content ? answer.body(new Note(id, version)) : answer.build();
		}

		@RequestMapping(path = "/raw/{id}", method = { RequestMethod.PUT, RequestMethod.PATCH, RequestMethod.POST })
		@ConditionalWrite("@notes.versionOf(#id)")
		void raw(@PathVariable String id, @RequestHeader("X-Status") int status, @RequestHeader("X-Told") Told told,
				WritePrecondition precondition, HttpServletResponse response) {
			tell(told, this.notes.write(id), precondition);
			response.setStatus(status);
		}

		@PutMapping("/asked/{id}")
		@ConditionalWrite("@notes.versionOf(#id)")
		Note asked(@PathVariable String id, @RequestParam(required = false) @Nullable String a) {
			return new Note(id, this.notes.write(id));
		}

		@PutMapping("/asked-plain/{id}")
		Note askedPlain(@PathVariable String id, @RequestParam(required = false) @Nullable String a) {
			return new Note(id, this.notes.write(id));
		}

		@PostMapping(path = "/streamed/{id}", consumes = "application/x-www-form-urlencoded")
		@ConditionalWrite("@notes.versionOf(#id)")
		String streamed(@PathVariable String id, InputStream content) throws IOException {
			return new String(content.readAllBytes(), StandardCharsets.US_ASCII);
		}

		@PutMapping("/empty/{id}")
		@ConditionalWrite("@notes.versionOf(#id)")
		String empty(@PathVariable String id, WritePrecondition precondition) {
			precondition.written(this.notes.write(id));
			return "";
		}

		@PutMapping("/empty-resource/{id}")
		@ConditionalWrite("@notes.versionOf(#id)")
		Resource emptyResource(@PathVariable String id, WritePrecondition precondition) {
			precondition.written(this.notes.write(id));
			return new ByteArrayResource(new byte[0]);
		}

		@PutMapping("/late/{id}")
		@ConditionalWrite("@notes.versionOf(#id)")
		Callable<ResponseEntity<Void>> late(@PathVariable String id, @RequestHeader("X-Told") Told told,
				WritePrecondition precondition) {
			tell(told, this.notes.write(id), precondition);
			return () -> ResponseEntity.status(201).build();
		}

		@PutMapping("/formats/{id}")
		@ConditionalWrite
		Note formats(@PathVariable String id, WritePrecondition precondition) {
			precondition.written(this.notes.write(id));
			return new Note(id, 0);
		}

		@PostMapping("/notes")
		@ConditionalWrite("@notes.count()")
		ResponseEntity<Void> create(@RequestParam String location, WritePrecondition precondition) {
			precondition.written(this.notes.write("5"));
			return ResponseEntity.status(201).header("Location", location).build();
		}

		private static void tell(Told told, long version, WritePrecondition precondition) {
			switch (told) {
				case WRITTEN -> precondition.written(version);
				case AS_SENT -> precondition.storedAsSent(version);
				case NOTHING -> {
				}
			}
		}

	}

	@RestController
	static class Kinds {

		private final Notes notes;

		Kinds(Notes notes) {
			this.notes = notes;
		}

		@GetMapping("/kinds/{kind}")
		@Cacheable304("@notes.any(#kind)")
		Note kind(@PathVariable String kind) {
			return new Note(kind, 0);
		}

		@PutMapping("/kinds/{kind}")
		@ConditionalWrite
		Note put(@PathVariable String kind, @RequestParam String given, @RequestParam boolean checked,
				WritePrecondition precondition) {
			return tell(given, checked, precondition);
		}

		@GetMapping("/optional-long")
		@Cacheable304("@notes.optionalLong()")
		Note optionalLong() {
			return new Note("1", 0);
		}

		@PutMapping("/optional-long")
		@ConditionalWrite
		Note putOptionalLong(@RequestParam String given, @RequestParam boolean checked,
				WritePrecondition precondition) {
			return tell(given, checked, precondition);
		}

		@GetMapping("/optional")
		@Cacheable304("@notes.optional()")
		Note optional() {
			return new Note("1", 0);
		}

		@PutMapping("/optional")
		@ConditionalWrite
		Note putOptional(@RequestParam String given, @RequestParam boolean checked, WritePrecondition precondition) {
			return tell(given, checked, precondition);
		}

		@GetMapping("/primitive")
		@Cacheable304("@notes.primitive()")
		Note primitive() {
			return new Note("1", 0);
		}

		@PutMapping("/primitive")
		@ConditionalWrite
		Note putPrimitive(@RequestParam String given, @RequestParam boolean checked, WritePrecondition precondition) {
			return tell(given, checked, precondition);
		}

		@GetMapping("/changed")
		@Cacheable304(lastModified = "@notes.changed()")
		Note changed() {
			return new Note("1", 0);
		}

		@PutMapping("/changed")
		@ConditionalWrite
		Note putChanged(@RequestParam String given, @RequestParam boolean checked, WritePrecondition precondition) {
			return tell(given, checked, precondition);
		}

		@GetMapping("/local")
		@Cacheable304(version = "'1'", lastModified = "@notes.local()")
		Note local() {
			return new Note("1", 0);
		}

		private Note tell(String given, boolean checked, WritePrecondition precondition) {
			Object version = Notes.value(given);
			if (checked) {
				precondition.check(version);
			}
			else if (version != null) {
				precondition.written(version);
			}
			this.notes.performed.incrementAndGet();
			return new Note("1", 5);
		}

	}

}
