package io.github.conditionalcache.diagnostics.flapping;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FlappingCheck}.
 */
@ExtendWith(OutputCaptureExtension.class)
class FlappingCheckTests {

	private static final String HANDLER = "BookController.get";

	private static final String JSON = "application/json";

	private final TestClock clock = new TestClock();

	private final FlappingCheck check = new FlappingCheck(this.clock);

	@Test
	void diagnosisWhenContentChangedThreeTimesTellsThePlace(CapturedOutput output) {
		observe("/books/1", "{\"at\":1}", "{\"at\":2}", "{\"at\":3}");
		assertThat(this.check.diagnosisOf(HANDLER)).isEmpty();
		assertThat(output).doesNotContain(HANDLER);
		observe("/books/1", "{\"at\":4}");
		assertThat(this.check.diagnosisOf(HANDLER)).hasValueSatisfying((text) -> {
			assertThat(text).startsWith("The entity tag changes with every request")
				.contains("Differences: /at. ")
				.endsWith("declare a version with @Cacheable304(\"...\").");
			assertThat(output).containsOnlyOnce(HANDLER + ": " + text);
		});
		assertThat(output).contains("WARN").contains(".FlappingCheck");
		assertThat(this.check.diagnosisOf("BookController.other")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			contents
			a a a a a a
			a a b b c c d d e e
			a b a b a b a b
			a b c a b c a b c
			a b c c d e
			""")
	void diagnosisWhenAContentRepeatsIsEmpty(String contents) {
		observe("/books/1", contents.split(" "));
		assertThat(this.check.diagnosisOf(HANDLER)).isEmpty();
	}

	@Test
	void diagnosisWhenRequestsDifferIsEmpty() {
		for (int i = 0; i < 5; i++) {
			observe("/books/" + i, "content of " + i, "content of " + i);
		}
		for (int i = 0; i < 5; i++) {
			observe("/books/" + i, "content of " + i);
		}
		assertThat(this.check.diagnosisOf(HANDLER)).isEmpty();
	}

	@Test
	void diagnosisWhenSameRequestBelongsToOtherHandlersIsEmpty() {
		for (String content : List.of("a", "b", "c", "d")) {
			this.check.observe("Handler." + content, "/", JSON, bytes(content));
		}
		assertThat(this.check.diagnosisOf("Handler.d")).isEmpty();
	}

	@Test
	void diagnosisHoldsUntilTheRequestRepeats() {
		observe("/books/1", "a", "b", "c", "d");
		observe("/books/2", "x", "x");
		assertThat(this.check.diagnosisOf(HANDLER)).isPresent();
		observe("/books/1", "d");
		assertThat(this.check.diagnosisOf(HANDLER)).isEmpty();
	}

	@Test
	void warningComesOnceAMinuteForEachHandler(CapturedOutput output) {
		observe("/books/1", "1", "2", "3", "4", "5", "6");
		observe("/books/2", "1", "2", "3", "4", "5", "6");
		assertThat(output.toString().split(HANDLER, -1)).hasSize(2);
		this.clock.now = this.clock.now.plusSeconds(60);
		observe("/books/1", "7", "8");
		assertThat(output.toString().split(HANDLER, -1)).hasSize(3);
		for (String content : List.of("1", "2", "3", "4")) {
			this.check.observe("BookController.all", "/books", JSON, bytes(content));
		}
		assertThat(output).contains("BookController.all: ");
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "null", textBlock = """
			contentType,                              places
			application/json,                         /at
			Application/Problem+JSON;charset=UTF-8,   /at
			text/plain;charset=UTF-8,                 'the text, from line 2 on'
			application/xml,                          'the text, from line 2 on'
			application/x-ndjson,                     'the text, from line 2 on'
			application/octet-stream,                 'the bytes, from offset 7 on'
			null,                                     'the bytes, from offset 7 on'
			;,                                        'the bytes, from offset 7 on'
			""")
	void placesFollowTheMediaType(@Nullable String contentType, String places) {
		for (int i = 0; i < 4; i++) {
			this.check.observe(HANDLER, "/", contentType, bytes("{\n\"at\":%d}".formatted(i)));
		}
		assertThat(this.check.diagnosisOf(HANDLER))
			.hasValueSatisfying((text) -> assertThat(text).contains("Differences: " + places + ". "));
	}

	@Test
	void placesWhenJsonIsMalformedAreLines() {
		observe("/", "{", "{\n", "{\n\n", "{\n\n\n");
		assertThat(this.check.diagnosisOf(HANDLER))
			.hasValueSatisfying((text) -> assertThat(text).contains("Differences: the text, from line 1 on. "));
	}

	@Test
	void placesWhenContentIsLongAreUnknown() {
		for (int i = 0; i < 4; i++) {
			byte[] content = new byte[256 * 1024 + 1];
			content[0] = (byte) i;
			this.check.observe(HANDLER, "/", JSON, content);
		}
		assertThat(this.check.diagnosisOf(HANDLER)).hasValueSatisfying(
				(text) -> assertThat(text).contains("Differences: unknown, as more than 256 KiB are not compared. "));
	}

	@Test
	void valuesAndRequestsAreNeverTold(CapturedOutput output) {
		for (String type : List.of("application/json", "text/plain", "image/png")) {
			for (int i = 0; i < 5; i++) {
				this.check.observe(type, "/secret?user=secret", type, bytes("""
						{"t":"secret%d","kept":"secret","m":{"secret%d":1},"l":["secret%d"],"o":"secret" %s}
						""".formatted(i, i, i, (i % 2 == 0) ? "" : ",\"secretName\":1")));
				this.check.observe(type + "2", "/secret?user=secret", type, bytes("{\"secret" + i));
			}
			assertThat(this.check.diagnosisOf(type))
				.hasValueSatisfying((text) -> assertThat(text).doesNotContain("secret"));
			assertThat(this.check.diagnosisOf(type + "2"))
				.hasValueSatisfying((text) -> assertThat(text).doesNotContain("secret"));
		}
		assertThat(output).contains("WARN").doesNotContain("secret");
	}

	@Test
	void observeWhenClockFailsThrowsNothing() {
		FlappingCheck failing = new FlappingCheck(new TestClock() {
			@Override
			public Instant instant() {
				throw new IllegalStateException("broken");
			}
		});
		for (String content : List.of("1", "2", "3", "4")) {
			failing.observe(HANDLER, "/", JSON, bytes(content));
		}
		assertThat(failing.diagnosisOf(HANDLER)).isEmpty();
	}

	@Test
	void observeFromManyThreadsFindsTheOneThatFlaps(CapturedOutput output) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Future<?>> all = new ArrayList<>();
			for (int t = 0; t < 8; t++) {
				int thread = t;
				all.add(threads.submit(() -> {
					for (int i = 0; i < 500; i++) {
						this.check.observe(HANDLER, "/flapping", JSON,
								bytes("{\"at\":\"%d-%d\"}".formatted(thread, i)));
						this.check.observe("Stable.get", "/" + (i % 100), JSON, bytes("same"));
					}
				}));
			}
			for (Future<?> one : all) {
				one.get();
			}
		}
		finally {
			threads.shutdown();
		}
		assertThat(this.check.diagnosisOf(HANDLER)).hasValueSatisfying((text) -> assertThat(text).contains(" /at. "));
		assertThat(this.check.diagnosisOf("Stable.get")).isEmpty();
		assertThat(output).containsOnlyOnce(HANDLER);
	}

	@Test
	void jsonWhenJacksonIsAbsentIsToldByLine() throws Exception {
		try (URLClassLoader without = new URLClassLoader(classPathWithout("jackson-core"),
				ClassLoader.getPlatformClassLoader())) {
			Callable<?> started = (Callable<?>) without.loadClass(Flapping.class.getName())
				.getDeclaredConstructor()
				.newInstance();
			assertThat((String) started.call()).contains("Differences: the text, from line 2 on. ");
		}
		assertThat(new Flapping().call()).contains("Differences: /at. ");
	}

	private static URL[] classPathWithout(String jarPrefix) throws Exception {
		List<URL> urls = new ArrayList<>();
		for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path path = Path.of(element);
			if (!path.getFileName().toString().startsWith(jarPrefix)) {
				urls.add(path.toUri().toURL());
			}
		}
		return urls.toArray(new URL[0]);
	}

	private void observe(String request, String... contents) {
		for (String content : contents) {
			this.check.observe(HANDLER, request, JSON, bytes(content));
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Observes contents by whatever class loader it comes from.
	 */
	public static class Flapping implements Callable<String> {

		@Override
		public String call() {
			FlappingCheck check = new FlappingCheck(Clock.systemUTC());
			for (int i = 0; i < 4; i++) {
				check.observe(HANDLER, "/", JSON, bytes("{\n\"at\":%d}".formatted(i)));
			}
			return check.diagnosisOf(HANDLER).orElse("nothing");
		}

	}

	private static class TestClock extends Clock {

		private Instant now = Instant.EPOCH;

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
