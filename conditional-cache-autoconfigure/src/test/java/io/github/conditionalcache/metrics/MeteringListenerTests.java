package io.github.conditionalcache.metrics;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.sun.management.ThreadMXBean;
import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.ConditionalVerification;
import io.github.conditionalcache.handler.ManagedHandler;
import io.github.conditionalcache.handler.ManagedHandler.Access;
import io.github.conditionalcache.version.declared.DeclaredSource;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MeteringListener}.
 */
class MeteringListenerTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final MeteringListener listener = new MeteringListener(this.registry);

	@Test
	void outcomeIsCounted() {
		this.listener.onOutcome(outcome("GET", "/books/{id}", 42L, false, Duration.ofMillis(3)));
		this.listener.onOutcome(outcome("GET", "/books/{id}", 100L, true, Duration.ofMillis(5)));
		assertThat(this.registry.get("conditional.cache.requests")
			.tags("method", "GET", "uri", "/books/{id}", "result", "hit", "reason", "none", "validator",
					"last-modified", "phase", "early")
			.counter()
			.count()).isEqualTo(2);
		assertThat(saved("/books/{id}", "exact")).isEqualTo(42);
		assertThat(saved("/books/{id}", "estimate")).isEqualTo(100);
		assertThat(this.registry.get("conditional.cache.validation").timer().totalTime(TimeUnit.MILLISECONDS))
			.isEqualTo(8);
	}

	@Test
	void verificationIsCounted() {
		for (ConditionalVerification.Result result : ConditionalVerification.Result.values()) {
			this.listener.onVerification(new ConditionalVerification("Books.get", "/books", result));
			assertThat(this.registry.get("conditional.cache.verifications")
				.tags("uri", "/books", "result", result.label())
				.counter()
				.count()).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			method,    pattern, tag,     uri
			GET,       /books,  GET,     /books
			DELETE,    '',      DELETE,  root
			FOO,       /books,  UNKNOWN, /books
			get,       /books,  UNKNOWN, /books
			""")
	void tagsAreBounded(String method, String pattern, String tag, String uri) {
		this.listener.onOutcome(outcome(method, pattern, null, false, null));
		assertThat(this.registry.get("conditional.cache.requests").tags("method", tag, "uri", uri).counter().count())
			.isEqualTo(1);
	}

	@Test
	void percentilesNeedNoProperty() {
		this.listener.onOutcome(outcome("GET", "/books", null, false, Duration.ofMillis(3)));
		assertThat(this.registry.get("conditional.cache.validation").timer().takeSnapshot().histogramCounts())
			.hasSizeGreaterThan(10)
			.filteredOn((bucket) -> bucket.count() == 0)
			.allSatisfy((bucket) -> assertThat(bucket.bucket()).isLessThan(3_000_000));
	}

	@ParameterizedTest
	@EnumSource(names = { "REQUESTS", "SAVED", "VALIDATION", "VERIFICATIONS" })
	void metersAreDocumented(ConditionalCacheMeters documented) {
		this.listener.onOutcome(outcome("GET", "/books", 1L, true, Duration.ofMillis(1)));
		this.listener
			.onVerification(new ConditionalVerification("Books.get", "/books", ConditionalVerification.Result.FIRST));
		Meter meter = this.registry.get(documented.getName()).meter();
		assertThat(meter.getId().getType()).isEqualTo(documented.getType());
		assertThat(meter.getId().getTags()).extracting(Tag::getKey)
			.containsExactlyInAnyOrderElementsOf(
					Arrays.stream(documented.getKeyNames()).map(KeyName::asString).toList());
		if (documented.getBaseUnit() != null) {
			assertThat(meter.getId().getBaseUnit()).isEqualTo(documented.getBaseUnit());
		}
	}

	@Test
	void everyMeterIsDocumented() {
		metersAreDocumented(ConditionalCacheMeters.REQUESTS);
		// The histogram's buckets are meters beside the timer in some registries
		assertThat(this.registry.getMeters()).filteredOn((meter) -> meter.getId().syntheticAssociation() == null)
			.extracting((meter) -> meter.getId().getName())
			.isSubsetOf(Arrays.stream(ConditionalCacheMeters.values()).map(ConditionalCacheMeters::getName).toList());
	}

	@Test
	void countingAllocatesLittle() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		ConditionalRequestOutcome outcome = outcome("GET", "/books/{id}", 42L, false, Duration.ofMillis(3));
		for (int i = 0; i < 50_000; i++) {
			this.listener.onOutcome(outcome);
		}
		long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
		for (int i = 0; i < 10_000; i++) {
			this.listener.onOutcome(outcome);
		}
		long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
		assertThat((after - before) / 10_000).isLessThanOrEqualTo(64);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|',
			textBlock = """
					method   | source                 | late  | meters
					text     | VERSION                | false | hit/none/version/early miss/changed/version/early miss/variant/version/early unconditional/none/version/early
					text     | VERSION                | true  | hit/none/version/value miss/changed/version/value miss/variant/version/value unconditional/none/version/value
					text     | LAST_MODIFIED          | false | hit/none/last-modified/early miss/changed/last-modified/early miss/variant/last-modified/early unconditional/none/last-modified/early
					text     |                        | true  | hit/none/body/body miss/changed/body/body unconditional/none/body/body
					file     |                        | true  | hit/none/file/value miss/changed/file/value miss/variant/file/value unconditional/none/file/value
					""")
	void readIsThereFromTheStart(String method, DeclaredSource.@Nullable Kind kind, boolean late, String expected) {
		List<DeclaredSource> sources = (kind != null) ? List.of(new DeclaredSource(kind, "@b.of()", !late)) : List.of();
		this.listener.register(List.of(handler(method, Access.READ, Set.of("GET", "HEAD"), sources, late, false)));
		assertThat(requests("GET")).isEqualTo(new TreeSet<>(Set.of(expected.split(" "))));
		assertThat(requests("HEAD")).isEmpty();
		assertThat(saved("/books", "exact")).isZero();
		assertThat(saved("/books", "estimate")).isZero();
		boolean declared = !sources.isEmpty();
		assertThat(this.registry.find("conditional.cache.validation").timers()).hasSize(declared ? 1 : 0);
		assertThat(this.registry.find("conditional.cache.verifications").counters()).hasSize(declared ? 3 : 0);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			required | meters
			true     | passed/none/version/early failed/changed/version/early required/none/version/early
			false    | passed/none/version/early failed/changed/version/early unconditional/none/none/none
			""")
	void writeIsThereFromTheStart(boolean required, String expected) {
		this.listener.register(List.of(handler("text", Access.WRITE, Set.of("PUT", "PATCH"),
				List.of(new DeclaredSource(DeclaredSource.Kind.VERSION, "@b.of()", true)), false, required)));
		assertThat(requests("PUT")).isEqualTo(new TreeSet<>(Set.of(expected.split(" "))));
		assertThat(requests("PATCH")).isEqualTo(requests("PUT"));
		assertThat(this.registry.find("conditional.cache.saved").counters()).isEmpty();
		assertThat(this.registry.find("conditional.cache.validation").timers()).hasSize(1);
	}

	private Set<String> requests(String method) {
		return this.registry.find("conditional.cache.requests")
			.tag("method", method)
			.counters()
			.stream()
			.map((counter) -> counter.getId())
			.map((id) -> id.getTag("result") + '/' + id.getTag("reason") + '/' + id.getTag("validator") + '/'
					+ id.getTag("phase"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private double saved(String uri, String basis) {
		return this.registry.get("conditional.cache.saved").tags("uri", uri, "basis", basis).counter().count();
	}

	private static ConditionalRequestOutcome outcome(String method, String pattern, @Nullable Long saved,
			boolean estimated, @Nullable Duration validation) {
		return new ConditionalRequestOutcome("Books.get", method, pattern, Result.HIT, Reason.NONE,
				ValidatorKind.LAST_MODIFIED, Phase.EARLY, saved, estimated, validation, null);
	}

	private static ManagedHandler handler(String method, Access access, Set<String> methods,
			List<DeclaredSource> sources, boolean late, boolean required) {
		Method found = Arrays.stream(Books.class.getDeclaredMethods())
			.filter((candidate) -> candidate.getName().equals(method))
			.findFirst()
			.orElseThrow();
		return new ManagedHandler("Books." + method, Books.class, found, access, methods, Set.of("/books"), sources,
				late ? "it declares no version" : null,
				new ManagedHandler.Policy(null, null, List.of(), List.of(), false, required),
				ManagedHandler.Selection.NONE);
	}

	interface Books {

		String text();

		ResponseEntity<Resource> file();

	}

}
