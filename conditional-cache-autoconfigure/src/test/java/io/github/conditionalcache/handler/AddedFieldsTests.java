package io.github.conditionalcache.handler;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.selector.handler.HandlerSelectors;
import io.github.conditionalcache.storing.StoringPolicy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AddedFields}.
 */
@ExtendWith(OutputCaptureExtension.class)
class AddedFieldsTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			handler,    view,  canSetFields
			text,       false, false
			text,       true,  true
			list,       false, false
			map,        false, false
			entity,     false, true
			wrapped,    false, true
			nested,     false, true
			headers,    false, true
			model,      false, true
			view,       false, true
			emitter,    false, true
			anything,   false, true
			wildcard,   false, true
			response,   false, true
			request,    false, true
			read,       false, false
			""")
	void handlerCanSetFieldsThatReturnsOrTakesThem(String handler, boolean view, boolean canSetFields) {
		assertThat(FieldAccess.isGivenTo(method(handler), Handlers.class, view)).isEqualTo(canSetFields);
	}

	@Test
	void controllerThatHoldsAResponseCanSetFields() {
		assertThat(FieldAccess.isGivenTo(method("text"), Holding.class, false)).isTrue();
		assertThat(FieldAccess.isGivenTo(method("text"), Extending.class, false)).isTrue();
		assertThat(FieldAccess.isGivenTo(method("text"), Extended.class, false)).isFalse();
	}

	@Test
	void fieldsMayBeSetUntilOneResponseHasNone() {
		AddedFields fields = new AddedFields();
		ReadPolicy policy = policy("one", false);
		assertThat(fields.mayBeOf(policy)).isTrue();
		fields.note(policy, false, false);
		assertThat(fields.mayBeOf(policy)).isFalse();
		assertThat(fields.mayBeOf(policy("other", false))).isTrue();
		fields.note(policy, true, false);
		assertThat(fields.mayBeOf(policy)).isTrue();
		fields.note(policy, false, false);
		assertThat(fields.mayBeOf(policy)).isTrue();
	}

	@Test
	void handlerThatCanSetFieldsIsNotLearnt() {
		AddedFields fields = new AddedFields();
		ReadPolicy setting = policy("one", true);
		fields.note(setting, false, false);
		assertThat(fields.mayBeOf(setting)).isTrue();
		assertThat(fields.mayBeOf(policy("one", false))).isTrue();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			before, verbatim, logged
			'',     true,     true
			none,   true,     true
			some,   true,     false
			'',     false,    false
			""")
	void handlerThatRunsFirstFromNowOnIsLogged(String before, boolean verbatim, boolean logged, CapturedOutput output) {
		AddedFields fields = new AddedFields();
		ReadPolicy policy = policy("one", false);
		if (!before.isEmpty()) {
			fields.note(policy, before.equals("some"), false);
		}
		fields.note(policy, true, verbatim);
		assertThat(output.toString().contains("one runs from now on before its validators are compared"))
			.isEqualTo(logged);
	}

	private static ReadPolicy policy(String name, boolean setsFields) {
		HandlerIdentity identity = new HandlerIdentity(Handlers.class, method("text"), method("text"), name, name);
		return new ReadPolicy(identity, true, StoringPolicy.NONE, HandlerSelectors.NONE, Strength.AUTO,
				new AnswerTraits(false, false, false, setsFields), null, null, null);
	}

	private static Method method(String name) {
		return Arrays.stream(Handlers.class.getDeclaredMethods())
			.filter((method) -> method.getName().equals(name))
			.findFirst()
			.orElseThrow();
	}

	interface Handlers {

		String text();

		List<String> list();

		Map<String, List<Long>> map();

		ResponseEntity<String> entity();

		Optional<ResponseEntity<String>> wrapped();

		CompletableFuture<Optional<ResponseEntity<String>>> nested();

		HttpHeaders headers();

		ModelAndView model();

		View view();

		SseEmitter emitter();

		Object anything();

		CompletableFuture<?> wildcard();

		String response(long id, HttpServletResponse response);

		String request(ServletWebRequest request);

		String read(HttpServletRequest request);

	}

	static class Holding {

		@Nullable HttpServletResponse response;

	}

	static class Extending extends Holding {

		@Nullable String name;

	}

	static class Extended {

		@Nullable HttpServletRequest request;

	}

}
