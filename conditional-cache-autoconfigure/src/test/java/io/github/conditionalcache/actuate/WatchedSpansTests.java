package io.github.conditionalcache.actuate;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.conditionalcache.metrics.ServerObservations;
import io.github.conditionalcache.test.RawHttp;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.server.observation.ServerRequestObservationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerObservations}: what is there when the observation of a request
 * ends, which is when its span and its meter are made.
 */
@SpringBootTest(classes = WatchedApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(WatchedSpansTests.Spans.class)
class WatchedSpansTests {

	private final RawHttp client;

	@Autowired
	private Ended ended;

	@Autowired
	private MeterRegistry meters;

	WatchedSpansTests(@LocalServerPort int port) {
		this.client = new RawHttp(port);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			method, path,      field,         value, result,        reason
			GET,    /books/1,  Accept,        */*,   unconditional, none
			GET,    /books/1,  If-None-Match, '"x"', miss,          changed
			GET,    /locked,   If-None-Match, '"x"', miss,          changed
			GET,    /callable, If-None-Match, '"x"', miss,          changed
			GET,    /stream,   If-None-Match, '"x"', bypass,        streaming
			GET,    /failing,  If-None-Match, '"x"', bypass,        error
			GET,    /labelled, If-None-Match, '"v1"', hit,          none
			PUT,    /books/1,  If-Match,      '"x"', failed,        changed
			PUT,    /books/1,  Accept,        */*,   required,      none
			""")
	void spanTellsResultAndReason(String method, String path, String field, String value, String result,
			String reason) {
		this.ended.spans.clear();
		this.client.send(method, path, field + ": " + value);
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !this.ended.spans.isEmpty());
		KeyValues span = this.ended.spans.remove();
		assertThat(span).contains(KeyValue.of("conditional.cache.result", result),
				KeyValue.of("conditional.cache.reason", reason));
	}

	@Test
	void spanOfAnotherHandlerTellsNothing() {
		this.ended.spans.clear();
		this.client.get("/plain");
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !this.ended.spans.isEmpty());
		assertThat(this.ended.spans.remove()).extracting(KeyValue::getKey)
			.noneMatch((key) -> key.startsWith("conditional"));
	}

	@Test
	void meterOfRequestsKeepsItsTags() {
		this.client.get("/books/1");
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.until(() -> this.meters.find("http.server.requests").tag("uri", "/books/{id}").timer() != null);
		assertThat(this.meters.get("http.server.requests").meters()).extracting(Meter::getId)
			.allSatisfy((id) -> assertThat(id.getTags()).extracting(Tag::getKey)
				.containsExactlyInAnyOrder("error", "exception", "method", "outcome", "status", "uri"));
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Spans {

		@Bean
		Ended ended() {
			return new Ended();
		}

	}

	/**
	 * Takes what a tracer would make a span of.
	 */
	static class Ended implements ObservationHandler<ServerRequestObservationContext> {

		final Queue<KeyValues> spans = new ConcurrentLinkedQueue<>();

		@Override
		public void onStop(ServerRequestObservationContext context) {
			this.spans.add(context.getAllKeyValues());
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof ServerRequestObservationContext;
		}

	}

}
