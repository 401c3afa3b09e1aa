package io.github.conditionalcache.test;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about an {@link Answer}, in the words of RFC 9110. You get one by AssertJ's
 * {@code assertThat(answer)}. Each message shows the whole answer.
 *
 * @since 0.1.0
 */
public final class AnswerAssert extends AbstractAssert<AnswerAssert, Answer> {

	// RFC 9110 §15.4.5: the client takes these from its stored answer
	private static final List<String> FIELDS_OF_CONTENT = List.of("Content-Length", "Content-Type", "Content-Encoding",
			"Content-Language", "Content-Range", "Content-Disposition", "Transfer-Encoding", "Trailer");

	AnswerAssert(Answer actual) {
		super(actual, AnswerAssert.class);
	}

	/**
	 * Verifies that the status is 200, that there is an entity tag, and that it may be
	 * stored and sent back (no {@code no-store}).
	 * @return this assertion
	 */
	public AnswerAssert canBeRevalidated() {
		hasStatus(200).hasEntityTag();
		check(!hasDirective("no-store"), "to be storable, but Cache-Control contains no-store");
		return this;
	}

	/**
	 * Verifies that the status is 200 and that nothing is there which a later conditional
	 * request could be made of.
	 * @return this assertion
	 */
	public AnswerAssert cannotBeRevalidated() {
		return hasStatus(200).hasNoField("ETag").hasNoField("Last-Modified");
	}

	/**
	 * Verifies a 304 (RFC 9110 §15.4.5): no content, and no field that describes content.
	 * {@code Content-Length} is refused as well: it is allowed, but clients disagree
	 * about it.
	 * @return this assertion
	 */
	public AnswerAssert isNotModified() {
		hasStatus(304);
		FIELDS_OF_CONTENT.forEach(this::hasNoField);
		return hasNoContent();
	}

	/**
	 * Verifies a 304 that has the fields which its 200 has as well, as RFC 9110 §15.4.5
	 * demands.
	 * @param full the 200 that was answered before
	 * @return this assertion
	 */
	public AnswerAssert isNotModifiedOf(Answer full) {
		isNotModified();
		check(full.status() == 200, "to be compared with a 200, not with " + full.status());
		check(names(full, "Vary").equals(names(this.actual, "Vary")), "to vary by " + names(full, "Vary"));
		Stream.of("Cache-Control", "Content-Location", "ETag", "Expires")
			.forEach((name) -> check(full.fieldLines(name).equals(this.actual.fieldLines(name)),
					"to have the same '" + name + "' as its 200, " + full.fieldLines(name)));
		return this;
	}

	/**
	 * Verifies a 412 (RFC 9110 §15.5.13).
	 * @return this assertion
	 */
	public AnswerAssert isPreconditionFailed() {
		return hasStatus(412);
	}

	/**
	 * Verifies a 412 for a certain reason.
	 * @param reason the member {@code reason} of the problem details, such as
	 * {@code changed}
	 * @return this assertion
	 */
	public AnswerAssert isPreconditionFailed(String reason) {
		isPreconditionFailed();
		check(this.actual.text().replace(" ", "").contains("\"reason\":\"" + reason + "\""),
				"to have failed for the reason '" + reason + "'");
		return this;
	}

	/**
	 * Verifies a 428 (RFC 6585 §3), which must not be stored.
	 * @return this assertion
	 */
	public AnswerAssert isPreconditionRequired() {
		hasStatus(428);
		check(hasDirective("no-store"), "to have Cache-Control: no-store");
		return this;
	}

	/**
	 * Verifies the status code.
	 * @param status the status code
	 * @return this assertion
	 */
	public AnswerAssert hasStatus(int status) {
		check(this.actual.status() == status, "to have status " + status);
		return this;
	}

	/**
	 * Verifies that there is an entity tag.
	 * @return this assertion
	 */
	public AnswerAssert hasEntityTag() {
		check(this.actual.entityTag() != null, "to have an entity tag");
		return this;
	}

	/**
	 * Verifies the entity tag.
	 * @param tag the tag as it stands in the field, with quotes, or {@code null} for none
	 * @return this assertion
	 */
	public AnswerAssert hasEntityTag(@Nullable String tag) {
		check(Objects.equals(this.actual.entityTag(), tag), "to have the entity tag " + tag);
		return this;
	}

	/**
	 * Verifies that a field has exactly one line.
	 * @param name the field's name, in any case
	 * @param value the value of that line
	 * @return this assertion
	 */
	public AnswerAssert hasField(String name, String value) {
		check(this.actual.fieldLines(name).equals(List.of(value)), "to have '" + name + ": " + value + "' once");
		return this;
	}

	/**
	 * Verifies that a field is absent.
	 * @param name the field's name, in any case
	 * @return this assertion
	 */
	public AnswerAssert hasNoField(String name) {
		check(this.actual.field(name) == null, "to have no field '" + name + "'");
		return this;
	}

	/**
	 * Verifies the names in {@code Vary}, in any order and case, over all lines.
	 * @param names the names of request fields; none for no name at all
	 * @return this assertion
	 */
	public AnswerAssert variesBy(String... names) {
		Set<String> found = names(this.actual, "Vary");
		Set<String> expected = Stream.of(names)
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.collect(Collectors.toCollection(TreeSet::new));
		check(found.equals(expected), "to vary by " + expected + " but it varies by " + found);
		return this;
	}

	/**
	 * Verifies that there is no content.
	 * @return this assertion
	 */
	public AnswerAssert hasNoContent() {
		check(this.actual.body().length == 0, "to have no content");
		return this;
	}

	/**
	 * Verifies the content.
	 * @param text the content, as UTF-8
	 * @return this assertion
	 */
	public AnswerAssert hasContent(String text) {
		check(this.actual.text().equals(text), "to have the content '" + text + "'");
		return this;
	}

	private boolean hasDirective(String name) {
		return elements(this.actual, "Cache-Control").anyMatch(name::equalsIgnoreCase);
	}

	private static Set<String> names(Answer answer, String field) {
		return elements(answer, field).map((name) -> name.toLowerCase(Locale.ROOT))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Stream<String> elements(Answer answer, String field) {
		return answer.fieldLines(field)
			.stream()
			.flatMap((line) -> Stream.of(line.split(",", -1)))
			.map(String::trim)
			.filter((element) -> !element.isEmpty());
	}

	private void check(boolean holds, String expectation) {
		if (!holds) {
			failWithMessage("%s", "Expected the answer " + expectation + ". It is:\n" + this.actual);
		}
	}

}
