package io.github.conditionalcache.version.declared;

import java.lang.reflect.Method;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.conditionalcache.Versioned;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.version.expression.HandlerExpression;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which expressions are known to give no version, or no date.
 */
class VersionTypesTests {

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	VersionTypesTests() {
		this.beans.registerSingleton("books", new Books());
	}

	@ParameterizedTest
	@ValueSource(strings = { "@books.number(#id)", "@books.wrapped()", "@books.text()", "@books.uuid()",
			"@books.bytes()", "@books.optional()", "@books.optionalLong()", "@books.optionalInt()", "@books.list()",
			"@books.set()", "@books.rawList()", "@books.objects()", "@books.object()", "@books.generic()",
			"@books.local()", "@books.day()", "@books.temporal()", "@books.timestamp()", "@books.tag()",
			"@books.validators()", "@books.versioned()", "@books.subclass()", "@books.anything()", "@books.base()",
			"@books.kind()", "@books.overloaded()", "@books.either(#id)", "@books.many(#id)",
			"@books.find(#id).version", "@books.find(#id).map['version']", "#id", "#map['version']", "#map.version",
			"#map.size()", "'1'", "#id + 1", "#id > 1 ? 1 : 2", "T(java.time.Instant).now()", "{#id, 1}",
			"@books.find(#id)?.version", "#result.version", "@books.maybe()?.map", "@books.map() == null" })
	void versionWhenTheTypeMayBeOneIsAllowed(String text) {
		assertThat(VersionTypes.whyNoVersion(parse(text).types(ResolvableType.forClass(Book.class)))).isNull();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', commentCharacter = ';', textBlock = """
			expression                  | type
			@books.map()                | java.util.Map<java.lang.String, java.lang.Long>
			@books.hashMap()            | java.util.HashMap
			@books.maps()               | java.util.List<java.util.Map
			@books.maybe()              | java.util.Optional
			@books.mapArray()           | java.util.Map<?, ?>[]
			@books.find(#id)            | Book
			@books.plain()              | Plain
			@books.stream()             | java.util.stream.Stream
			@books.future()             | java.util.concurrent.CompletableFuture
			@books.duration()           | java.time.Duration
			@books.nothing()            | void
			@books.either()             | java.util.Map
			@books.bound()              | java.util.Map
			@books.time()               | java.sql.Time
			@books.find(#id).map        | java.util.Map
			@books.find(#id).map()      | java.util.Map
			#map                        | java.util.Map
			#result                     | Book
			#result.map                 | java.util.Map
			{'a': #id}                  | java.util.Map
			T(java.time.Duration).ZERO  | none
			T(java.time.Duration).ofDays(1) | java.time.Duration
			""")
	void versionWhenTheTypeCannotBeOneIsRefused(String text, String type) {
		String reason = VersionTypes.whyNoVersion(parse(text).types(ResolvableType.forClass(Book.class)));
		if (type.equals("none")) {
			assertThat(reason).isNull();
		}
		else {
			assertThat(reason).contains(type).endsWith("which can't be a version");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "@books.instant()", "@books.offset()", "@books.date()", "@books.timestamp()",
			"@books.temporal()", "@books.number(#id)", "@books.wrapped()", "@books.optionalLong()", "@books.instants()",
			"@books.object()", "@books.generic()", "@books.anything()", "0L" })
	void dateWhenTheTypeMayBeOneIsAllowed(String text) {
		assertThat(VersionTypes.whyNoDate(parse(text).types(ResolvableType.NONE))).isNull();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			expression          | reason
			@books.local()      | java.time.LocalDateTime, which names no instant, since it has no time zone
			@books.locals()     | java.time.LocalDateTime>, which names no instant, since it has no time zone
			@books.day()        | java.time.LocalDate, which names no instant, since it has no time zone
			@books.sqlDate()    | java.sql.Date, which names no instant, since it has no time zone
			@books.text()       | java.lang.String, which can't be a date
			@books.count()      | int, which can't be a date
			@books.map()        | which can't be a date
			@books.nothing()    | void, which can't be a date
			""")
	void dateWhenTheTypeCannotBeOneIsRefused(String text, String reason) {
		assertThat(VersionTypes.whyNoDate(parse(text).types(ResolvableType.NONE))).endsWith(reason);
	}

	@Test
	void typeThatContainsItselfEnds() {
		assertThat(VersionTypes.whyNoVersion(List.of(ResolvableType.forClass(Nested.class)))).isNull();
	}

	private HandlerExpression parse(String text) {
		try {
			Method handler = getClass().getDeclaredMethod("handler", long.class, Map.class);
			return HandlerExpression.parse(text, handler, new DefaultParameterNameDiscoverer(), this.beans);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Object handler(long id, Map<String, String> map) {
		return "%d %s".formatted(id, map);
	}

	record Book(long version, Map<String, Long> map) {

	}

	@SuppressWarnings("serial")
	static class Nested extends ArrayList<Nested> {

	}

	static class Plain {

	}

	interface Anything {

	}

	abstract static class Base {

	}

	static class Own implements Versioned {

		@Override
		public Object version() {
			return 1;
		}

	}

	enum Kind {

		NOVEL

	}

	@SuppressWarnings({ "rawtypes", "unused" })
	public static class Books {

		public long number(long id) {
			return id;
		}

		public int count() {
			return 1;
		}

		public Long wrapped() {
			return 1L;
		}

		public String text() {
			return "1";
		}

		public UUID uuid() {
			return new UUID(0, 1);
		}

		public byte[] bytes() {
			return new byte[1];
		}

		public Optional<Long> optional() {
			return Optional.empty();
		}

		public OptionalLong optionalLong() {
			return OptionalLong.empty();
		}

		public OptionalInt optionalInt() {
			return OptionalInt.empty();
		}

		public List<Optional<Instant>> list() {
			return List.of();
		}

		public Set<? extends Number> set() {
			return Set.of();
		}

		public List rawList() {
			return List.of();
		}

		public Object[] objects() {
			return new Object[0];
		}

		public @Nullable Object object() {
			return null;
		}

		public <T> @Nullable T generic() {
			return null;
		}

		public <T extends Map<String, String>> @Nullable T bound() {
			return null;
		}

		public LocalDateTime local() {
			return LocalDateTime.MIN;
		}

		public List<LocalDateTime> locals() {
			return List.of();
		}

		public LocalDate day() {
			return LocalDate.MIN;
		}

		public Temporal temporal() {
			return Instant.EPOCH;
		}

		public Instant instant() {
			return Instant.EPOCH;
		}

		public List<Instant> instants() {
			return List.of();
		}

		public OffsetDateTime offset() {
			return OffsetDateTime.MIN;
		}

		public Date date() {
			return new Date(0);
		}

		public java.sql.Date sqlDate() {
			return new java.sql.Date(0);
		}

		public Time time() {
			return new Time(0);
		}

		public Timestamp timestamp() {
			return new Timestamp(0);
		}

		public EntityTag tag() {
			return EntityTag.strong("1");
		}

		public Optional<Validators> validators() {
			return Optional.empty();
		}

		public Versioned versioned() {
			return new Own();
		}

		public Own subclass() {
			return new Own();
		}

		public @Nullable Anything anything() {
			return null;
		}

		public @Nullable Base base() {
			return null;
		}

		public Kind kind() {
			return Kind.NOVEL;
		}

		public Map<String, Long> overloaded(int id) {
			return Map.of();
		}

		public long overloaded() {
			return 1;
		}

		public Map<String, Long> either(String id) {
			return Map.of();
		}

		public long either(long id) {
			return id;
		}

		public Map<String, Long> either() {
			return Map.of();
		}

		public Map<String, Long> many(Object... all) {
			return Map.of();
		}

		public long many(long id) {
			return id;
		}

		public Book find(long id) {
			return new Book(id, Map.of());
		}

		public Plain plain() {
			return new Plain();
		}

		public Map<String, Long> map() {
			return Map.of();
		}

		public HashMap<String, Long> hashMap() {
			return new HashMap<>();
		}

		public Map[] mapArray() {
			return new Map[0];
		}

		public List<Map<String, Long>> maps() {
			return List.of();
		}

		public Optional<Map<String, Long>> maybe() {
			return Optional.empty();
		}

		public Stream<Long> stream() {
			return Stream.empty();
		}

		public CompletableFuture<Long> future() {
			return new CompletableFuture<>();
		}

		public Duration duration() {
			return Duration.ZERO;
		}

		public void nothing() {
		}

	}

}
