package io.github.conditionalcache.selector.parameter;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.web.bind.annotation.BindParam;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CommandObject} and {@link Conversions}.
 */
class CommandObjectTests {

	private static final Conversions CONVERSIONS = new Conversions(service(), false);

	private static ConversionService service() {
		DefaultFormattingConversionService service = new DefaultFormattingConversionService();
		service.addConverter(new AuthorConverter());
		return service;
	}

	@ParameterizedTest
	@MethodSource
	void namesAreThoseThatBindOutermost(Class<?> type, Set<String> names) {
		assertThat(CommandObject.of(ResolvableType.forClass(type), CONVERSIONS).names())
			.containsExactlyInAnyOrderElementsOf(names);
	}

	static Stream<Arguments> namesAreThoseThatBindOutermost() {
		return Stream.of(Arguments.of(Page.class, Set.of("author", "size")),
				Arguments.of(Renamed.class, Set.of("fromdate", "since", "until")),
				Arguments.of(Nested.class, Set.of("page")), Arguments.of(Bean.class, Set.of("title", "text", "field")));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			type,         loaded
			Page,
			Bean,
			Nested,
			Named,        Named
			ById,         ById
			ByMethod,     ByMethod
			Inherited,    Inherited
			OfStored,     Named
			ManyStored,   Named
			MapOfStored,  Named
			ReadOnly,     Named
			Written,      Named
			TextStored,   StoredText
			OfText,
			OfAuthor,     Author
			ManyAuthors,  Author
			ReadAuthor,
			Two,          Author
			Abstract,     Abstract
			OfAbstract,
			Recursive,
			""")
	void loadedIsWhatTheApplicationLooksUp(String type, @Nullable String loaded) throws Exception {
		Class<?> found = CommandObject.of(ResolvableType.forClass(type(type)), CONVERSIONS).loaded();
		assertThat((found != null) ? found.getSimpleName() : null).isEqualTo(loaded);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			type,   loaded
			Page,
			Nested, Page
			""")
	void editorsMayLookUpAllThatIsNotSimple(String type, @Nullable String loaded) throws Exception {
		Class<?> found = CommandObject.of(ResolvableType.forClass(type(type)), CONVERSIONS.withEditors()).loaded();
		assertThat((found != null) ? found.getSimpleName() : null).isEqualTo(loaded);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			type,       ofApplication, ofFramework
			Author,     true,          false
			Edited,     true,          false
			StoredText, false,         true
			Page,       false,         false
			""")
	void conversionIsOfTheApplicationOrTheFramework(String type, boolean ofApplication, boolean ofFramework)
			throws Exception {
		ResolvableType resolvable = ResolvableType.forClass(type(type));
		assertThat(CONVERSIONS.areOfApplication(resolvable)).isEqualTo(ofApplication);
		assertThat(CONVERSIONS.areOfFramework(resolvable)).isEqualTo(ofFramework);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			type,              ofFramework
			java.lang.String,  true
			java.lang.Object,  true
			java.lang.Integer, true
			java.io.File,      true
			java.util.Random,  false
			""")
	void conversionWithoutAServiceIsOfTheFrameworkOrNone(Class<?> type, boolean ofFramework) {
		Conversions none = new Conversions(null, false);
		assertThat(none.areOfApplication(ResolvableType.forClass(type))).isFalse();
		assertThat(none.areOfFramework(ResolvableType.forClass(type))).isEqualTo(ofFramework);
	}

	private static Class<?> type(String name) throws ClassNotFoundException {
		return Class.forName(CommandObjectTests.class.getName() + "$" + name);
	}

	@Retention(RetentionPolicy.RUNTIME)
	@interface Entity {

	}

	@Retention(RetentionPolicy.RUNTIME)
	@interface Id {

	}

	record Page(String author, int size) {

	}

	record Renamed(@BindParam("from-date") LocalDate since, @BindParam("") LocalDate until) {

	}

	record Nested(Page page) {

	}

	public static class Bean {

		static int shared;

		private int field;

		private String text = "";

		public String getTitle() {
			return this.text + this.field;
		}

		public void setTitle(String title) {
			this.field = 1;
		}

	}

	@Entity
	public record Named(String name, int number) {

	}

	static class ById {

		@Id
		int number;

	}

	static class ByMethod {

		@Id
		int number() {
			return 1;
		}

	}

	static class Inherited extends ById {

	}

	record OfStored(Named named) {

	}

	record ManyStored(List<Named> named) {

	}

	record MapOfStored(Map<String, Named> named) {

	}

	public static class ReadOnly {

		public Named getNamed() {
			return new Named("", 1);
		}

	}

	public static class Written {

		public void setNamed(Named named) {
		}

	}

	@Entity
	public record StoredText(String text) {

	}

	record TextStored(StoredText text) {

	}

	public record Text(String text) {

	}

	record OfText(Text text) {

	}

	record Author(String first, String last) {

	}

	record OfAuthor(Author author) {

	}

	record ManyAuthors(Author[] authors) {

	}

	public static class ReadAuthor {

		public int getAge() {
			return 1;
		}

	}

	record Two(Author author, Named named) {

	}

	abstract static class Abstract {

	}

	record OfAbstract(Abstract part) {

	}

	record Recursive(String name, List<Recursive> children) {

	}

	record Edited(String first, String last) {

	}

	public static class EditedEditor extends java.beans.PropertyEditorSupport {

	}

	static class AuthorConverter implements Converter<String, Author> {

		@Override
		public Author convert(String source) {
			return new Author(source, source);
		}

	}

}
