package io.github.conditionalcache.handler;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpEntity;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReturnedTypes}.
 */
class ReturnedTypesTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
			handler,           content,               measured, stream
			text,              String,                true,     -
			bytes,             byte[],                true,     -
			number,            Long,                  false,    -
			list,              List,                  false,    -
			builder,           StringBuilder,         true,     -
			entity,            String,                true,     -
			baseEntity,        String,                true,     -
			optional,          String,                true,     -
			future,            String,                true,     -
			callable,          String,                true,     -
			deferred,          String,                true,     -
			task,              String,                true,     -
			mono,              String,                true,     -
			wrappedTwice,      String,                true,     -
			monoOfEntity,      String,                true,     -
			resource,          Resource,              false,    -
			abstractResource,  AbstractResource,      false,    -
			streamResource,    InputStreamResource,   false,    -
			fileResource,      FileSystemResource,    true,     -
			byteResource,      ByteArrayResource,     true,     -
			stream,            InputStream,           false,    -
			emitter,           ResponseBodyEmitter,   false,    ResponseBodyEmitter
			events,            SseEmitter,            false,    SseEmitter
			streaming,         StreamingResponseBody, false,    StreamingResponseBody
			entityOfStreaming, StreamingResponseBody, false,    StreamingResponseBody
			fluxOfNumbers,     Flux,                  false,    -
			fluxOfText,        Flux,                  false,    Flux
			fluxOfEvents,      Flux,                  false,    Flux
			fluxOfLines,       Flux,                  false,    Flux
			fluxOfLinesOrList, Flux,                  false,    -
			publisherOfText,   Publisher,             false,    Publisher
			listOfLines,       List,                  false,    -
			""")
	void contentIsWhatIsWrapped(String handler, String content, boolean measured, @Nullable String stream) {
		Method method = method(handler);
		Class<?> returned = ReturnedTypes.of(method, Handlers.class).toClass();
		assertThat(returned.getSimpleName()).isEqualTo(content);
		assertThat(ReturnedTypes.areMeasured(returned)).isEqualTo(measured);
		assertThat(ReturnedTypes.streamOf(method, Handlers.class)).isEqualTo(stream);
	}

	private static Method method(String name) {
		return Arrays.stream(Handlers.class.getDeclaredMethods())
			.filter((method) -> method.getName().equals(name))
			.findFirst()
			.orElseThrow();
	}

	interface Handlers {

		String text();

		byte[] bytes();

		Long number();

		List<String> list();

		StringBuilder builder();

		ResponseEntity<String> entity();

		HttpEntity<String> baseEntity();

		Optional<String> optional();

		CompletableFuture<String> future();

		Callable<String> callable();

		DeferredResult<String> deferred();

		WebAsyncTask<String> task();

		Mono<String> mono();

		CompletableFuture<ResponseEntity<Optional<String>>> wrappedTwice();

		Mono<ResponseEntity<String>> monoOfEntity();

		Resource resource();

		AbstractResource abstractResource();

		InputStreamResource streamResource();

		FileSystemResource fileResource();

		ByteArrayResource byteResource();

		InputStream stream();

		ResponseBodyEmitter emitter();

		SseEmitter events();

		StreamingResponseBody streaming();

		ResponseEntity<StreamingResponseBody> entityOfStreaming();

		@GetMapping
		Flux<Long> fluxOfNumbers();

		Flux<String> fluxOfText();

		Flux<ServerSentEvent<Long>> fluxOfEvents();

		@GetMapping(produces = MediaType.APPLICATION_NDJSON_VALUE)
		Flux<Long> fluxOfLines();

		@GetMapping(produces = { MediaType.APPLICATION_NDJSON_VALUE, MediaType.APPLICATION_JSON_VALUE })
		Flux<Long> fluxOfLinesOrList();

		Flow.Publisher<String> publisherOfText();

		@GetMapping(produces = MediaType.APPLICATION_NDJSON_VALUE)
		List<Long> listOfLines();

	}

}
