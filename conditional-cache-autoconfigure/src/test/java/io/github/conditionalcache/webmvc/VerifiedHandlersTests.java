package io.github.conditionalcache.webmvc;

import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalRequestListener;
import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalVerification;
import io.github.conditionalcache.ConditionalVerification.Result;
import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.memory.MemoryChangeTagStore;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What verifying declared versions compares, and what it does not.
 */
@ExtendWith(OutputCaptureExtension.class)
class VerifiedHandlersTests {

	private final Told told = new Told();

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			one,           other,         field
			/tagged/1,     /tagged/2,
			/tagged/1,     /labelled/1,
			/validators/1, /validators/2,
			/tagged/1,     /tagged/1?q=x,
			/tagged/1?q=x, /tagged/1?q=y,
			/tagged/1,     /tagged/1,     Accept-Language: de
			/tagged/1,     /tagged/1,     user: ann
			""")
	void oneTagOfSeveralRepresentationsIsNoLie(String one, String other, @Nullable String field,
			CapturedOutput output) {
		run((context) -> {
			MockedMvc client = new MockedMvc(context);
			for (int i = 0; i < 2; i++) {
				assertThat(client.get(one).getHeader("ETag")).isEqualTo("\"1\"");
				MockHttpServletResponse answer = send(client, other, field);
				assertThat(answer.getHeader("ETag")).isEqualTo("\"1\"");
				assertThat(send(client, other, field, "If-None-Match: \"1\"").getStatus()).isEqualTo(304);
			}
			assertThat(this.told.results).containsExactly(Result.FIRST, Result.FIRST, Result.MATCH, Result.MATCH,
					Result.MATCH, Result.MATCH);
			assertThat(output).doesNotContain("answers with other content");
		});
	}

	@ParameterizedTest
	@CsvSource({ "/tagged/1", "/validators/1", "/versions/1" })
	void otherContentOfOneRepresentationIsALie(String path, CapturedOutput output) {
		run((context) -> {
			MockedMvc client = new MockedMvc(context);
			String tag = client.get(path).getHeader("ETag");
			context.getBean(Handlers.class).contents.put(1, "changed");
			MockHttpServletResponse answer = client.get(path, "If-None-Match: " + tag);
			assertThat(answer.getStatus()).isEqualTo(200);
			assertThat(answer.getContentAsString()).startsWith("changed");
			assertThat(answer.getHeader("ETag")).isNull();
			assertThat(this.told.results).containsExactly(Result.FIRST, Result.MISMATCH);
			assertThat(output).contains("answers with other content");
		});
	}

	@Test
	void forgottenTouchIsToldWithItsTags(CapturedOutput output) {
		run((context) -> {
			MockedMvc client = new MockedMvc(context);
			client.get("/touched/1");
			context.getBean(Handlers.class).contents.put(1, "changed");
			client.get("/touched/1");
			assertThat(this.told.results).containsExactly(Result.FIRST, Result.MISMATCH);
			assertThat(output).contains("its declared version (tags book:#{#id}) does not change",
					"a write has touched none of these tags");
		});
	}

	@Test
	void spellingOfAQueryMakesNoOtherRepresentation() {
		run((context) -> {
			MockedMvc client = new MockedMvc(context);
			client.get("/tagged/1?q=x&r=1");
			client.get("/tagged/1?r=1&q=x");
			assertThat(this.told.results).containsExactly(Result.FIRST, Result.MATCH);
		});
	}

	private void run(ContextConsumer<WebApplicationContext> test) {
		MockedMvc.runner()
			.withPropertyValues("conditional-cache.diagnostics.verify-sample-rate=1")
			.withBean(Handlers.class)
			.withBean(ConditionalRequestListener.class, () -> this.told)
			.withBean("tags", Tags.class)
			.withBean(ChangeTagStore.class, () -> new MemoryChangeTagStore(Duration.ofMinutes(1)))
			.run((context) -> test.accept(context));
	}

	private static MockHttpServletResponse send(MockedMvc client, String path, @Nullable String field, String... more)
			throws Exception {
		MockHttpServletRequestBuilder request = MockMvcRequestBuilders.get(path);
		if (field != null && field.startsWith("user: ")) {
			return client.send(request.principal(() -> field.substring("user: ".length())), more);
		}
		return client.send((field != null) ? request.header(field.split(": ")[0], field.split(": ")[1]) : request,
				more);
	}

	static class Told implements ConditionalRequestListener {

		final List<Result> results = new ArrayList<>();

		@Override
		public void onOutcome(ConditionalRequestOutcome outcome) {
		}

		@Override
		public void onVerification(ConditionalVerification verification) {
			this.results.add(verification.result());
		}

	}

	public static class Tags {

		public EntityTag one() {
			return EntityTag.strong("1");
		}

		public Validators validators() {
			return Validators.of(one(), null);
		}

	}

	@RestController
	static class Handlers {

		final Map<Integer, String> contents = new HashMap<>();

		@GetMapping("/tagged/{id}")
		@Cacheable304("@tags.one()")
		String tagged(@PathVariable int id, @RequestParam(required = false) @Nullable String q, Locale locale,
				@Nullable Principal user) {
			return content(id) + q + locale + ((user != null) ? user.getName() : "");
		}

		@GetMapping("/labelled/{id}")
		@Cacheable304("@tags.one()")
		String labelled(@PathVariable int id) {
			return "labelled " + content(id);
		}

		@GetMapping("/validators/{id}")
		@Cacheable304("@tags.validators()")
		String validators(@PathVariable int id) {
			return content(id);
		}

		@GetMapping("/versions/{id}")
		@Cacheable304("1")
		String versions(@PathVariable int id) {
			return content(id);
		}

		@GetMapping("/touched/{id}")
		@Cacheable304(tags = "book:#{#id}")
		String touched(@PathVariable int id) {
			return content(id);
		}

		private String content(int id) {
			return this.contents.getOrDefault(id, "content " + id);
		}

	}

}
