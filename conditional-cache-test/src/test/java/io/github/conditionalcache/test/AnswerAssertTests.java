package io.github.conditionalcache.test;

import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AnswerAssert}: each assertion holds for one answer and fails for
 * another.
 */
class AnswerAssertTests {

	private static final Answer FULL = answer("200 OK", "ETag: \"v1\"", "Cache-Control: private, no-cache",
			"Vary: Accept, Accept-Language", "Content-Length: 4", "", "text");

	private static final Answer NOT_MODIFIED = answer("304", "ETag: \"v1\"", "Cache-Control: private, no-cache",
			"Vary: Accept, Accept-Language", "", "");

	private static final Answer FAILED = answer("412", "Content-Type: application/problem+json", "",
			"{\"reason\": \"changed\"}");

	private static final Answer REQUIRED = answer("428", "Cache-Control: no-store", "", "");

	static Stream<Arguments> assertions() {
		return Stream.of(row("canBeRevalidated", FULL, NOT_MODIFIED, AnswerAssert::canBeRevalidated),
				row("canBeRevalidated, no-store", FULL,
						answer("200", "ETag: \"v1\"", "Cache-Control: private, No-Store", "", ""),
						AnswerAssert::canBeRevalidated),
				row("cannotBeRevalidated", answer("200", "", ""), FULL, AnswerAssert::cannotBeRevalidated),
				row("isNotModified", NOT_MODIFIED, FULL, AnswerAssert::isNotModified),
				row("isNotModified, content", NOT_MODIFIED, answer("304", "", "x"), AnswerAssert::isNotModified),
				row("isNotModified, length", NOT_MODIFIED, answer("304", "Content-Length: 0", "", ""),
						AnswerAssert::isNotModified),
				row("isNotModifiedOf, ETag", NOT_MODIFIED, without("ETag"), (answer) -> answer.isNotModifiedOf(FULL)),
				row("isNotModifiedOf, Cache-Control", NOT_MODIFIED, without("Cache-Control"),
						(answer) -> answer.isNotModifiedOf(FULL)),
				row("isNotModifiedOf, Vary", NOT_MODIFIED, without("Vary"), (answer) -> answer.isNotModifiedOf(FULL)),
				row("isNotModifiedOf, Expires", NOT_MODIFIED, with("Expires: 0"),
						(answer) -> answer.isNotModifiedOf(FULL)),
				row("isNotModifiedOf, Content-Location", NOT_MODIFIED, with("Content-Location: /a"),
						(answer) -> answer.isNotModifiedOf(FULL)),
				row("hasStatus", FULL, FAILED, (answer) -> answer.hasStatus(200)),
				row("hasNoField", FAILED, FULL, (answer) -> answer.hasNoField("etag")),
				row("hasNoContent", REQUIRED, FULL, AnswerAssert::hasNoContent),
				row("cannotBeRevalidated, date", answer("200", "", ""), answer("200", "Last-Modified: now", "", ""),
						AnswerAssert::cannotBeRevalidated),
				row("isPreconditionFailed", FAILED, FULL, AnswerAssert::isPreconditionFailed),
				row("isPreconditionFailed, reason", FAILED, answer("412", "", "{\"reason\":\"weak\"}"),
						(answer) -> answer.isPreconditionFailed("changed")),
				row("isPreconditionRequired", REQUIRED, answer("428", "", ""), AnswerAssert::isPreconditionRequired),
				row("hasEntityTag", FULL, FAILED, AnswerAssert::hasEntityTag),
				row("hasEntityTag, value", FULL, answer("200", "ETag: W/\"v1\"", "", ""),
						(answer) -> answer.hasEntityTag("\"v1\"")),
				row("hasEntityTag, none", FAILED, FULL, (answer) -> answer.hasEntityTag(null)),
				row("hasField", REQUIRED, answer("428", "Cache-Control: no-store", "Cache-Control: no-store", "", ""),
						(answer) -> answer.hasField("cache-control", "no-store")),
				row("variesBy", FULL, REQUIRED, (answer) -> answer.variesBy("accept-language", "Accept")),
				row("variesBy, none", REQUIRED, FULL, AnswerAssert::variesBy),
				row("hasContent", FULL, REQUIRED, (answer) -> answer.hasContent("text")));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("assertions")
	void assertionHoldsOrFails(String name, Answer right, Answer wrong, Consumer<AnswerAssert> assertion) {
		assertion.accept(assertThat(right));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertion.accept(assertThat(wrong)));
	}

	@Test
	void messageShowsWholeAnswer() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(FULL).isNotModified())
			.withMessageContaining("to have status 304")
			.withMessageContaining("ETag: \"v1\"")
			.withMessageContaining("text");
	}

	@Test
	void isNotModifiedOfWhenComparedWithAnother304Fails() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(NOT_MODIFIED).isNotModifiedOf(NOT_MODIFIED))
			.withMessageContaining("not with 304");
	}

	private static Answer without(String field) {
		return new Answer(304, NOT_MODIFIED.fields().stream().filter((line) -> !line.startsWith(field + ":")).toList(),
				new byte[0]);
	}

	private static Answer with(String line) {
		return new Answer(304, Stream.concat(NOT_MODIFIED.fields().stream(), Stream.of(line)).toList(), new byte[0]);
	}

	private static Arguments row(String name, Answer right, Answer wrong, Consumer<AnswerAssert> assertion) {
		return Arguments.of(name, right, wrong, assertion);
	}

	private static Answer answer(String status, String... lines) {
		return AnswerTests
			.answer(Stream.concat(Stream.of("HTTP/1.1 " + status), Stream.of(lines)).toArray(String[]::new));
	}

}
