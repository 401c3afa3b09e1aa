package io.github.conditionalcache.handler;

import java.lang.reflect.Method;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.HandlerCall;
import io.github.conditionalcache.ValidatorSource;
import io.github.conditionalcache.version.declared.DeclaredSource;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.ResolvableType;
import org.springframework.web.method.HandlerMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link DeclarationReader}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeclarationReaderTests {

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', nullValues = "-", textBlock = """
			handler    | parts
			none       | -
			version    | [version #a0]
			date       | [lastModified 0L]
			both       | [version #a0, lastModified 0L]
			ofSource   | [bean Numbers]
			allOfThem  | [bean Numbers, version #a0, lastModified 0L]
			""")
	void partsAreThoseOfSourcesAndTheAnnotation(String handler, @Nullable String parts) {
		this.beans.registerSingleton("numbers", new Numbers());
		DeclaredVersion declared = read(reader(), handler);
		assertThat((declared != null) ? declared.declaredBy().stream().map(DeclaredSource::describe).toList().toString()
				: null)
			.isEqualTo(parts);
	}

	@Test
	void applicationIsNoSlice(CapturedOutput output) {
		DeclarationReader reader = reader();
		assertThat(reader.slice()).isNull();
		assertThat(reader.areOfSlice()).isFalse();
		reader.logLeftOut();
		assertThat(output).doesNotContain("test slice");
	}

	@Test
	void beanThatASliceHasLeftOutIsNoted(CapturedOutput output) {
		DeclarationReader reader = slice();
		assertThat(reader.slice()).isNotNull();
		assertThat(reader.areOfSlice()).isTrue();
		reader.logLeftOut();
		assertThat(output).doesNotContain("test slice");
		assertThat(read(reader, "version")).isNotNull();
		assertThat(read(reader, "ofBean")).isNull();
		assertThat(read(reader, "dateOfBean")).isNull();
		reader.logLeftOut();
		assertThat(output).contains("declared versions of 2 handlers can't be read")
			.contains("Handlers.ofBean (no bean books)")
			.contains("Handlers.dateOfBean (no bean books)")
			.doesNotContain("Handlers.version");
	}

	@Test
	void versionOfAWriteThatASliceHasLeftOutIsUnreadable() {
		DeclarationReader reader = slice();
		HandlerMethod handler = handler("write");
		ConditionalWrite annotation = handler.getMethodAnnotation(ConditionalWrite.class);
		assertThat(annotation).isNotNull();
		DeclaredVersion declared = reader.read(handler, handler.getMethod(), annotation);
		assertThat(declared).isNotNull();
		assertThat(declared.isEarly()).isTrue();
		assertThatIllegalStateException().isThrownBy(() -> declared.read(new Object[] { "a" }))
			.withMessageContaining("The test slice has left out");
	}

	@Test
	void versionOfAWriteIsReadWhereItIsThere() {
		HandlerMethod handler = handler("writeOfArgument");
		ConditionalWrite annotation = handler.getMethodAnnotation(ConditionalWrite.class);
		assertThat(annotation).isNotNull();
		for (DeclarationReader reader : new DeclarationReader[] { reader(), slice() }) {
			DeclaredVersion declared = reader.read(handler, handler.getMethod(), annotation);
			assertThat(declared).isNotNull();
			assertThat(declared.read(new Object[] { "a" }).version()).isNotNull();
		}
	}

	@Test
	void wrongExpressionIsToldInASliceAsElsewhere() {
		DeclarationReader reader = slice();
		assertThatExceptionOfType(InvalidHandlerException.class).isThrownBy(() -> read(reader, "wrong"))
			.withMessageContaining("is no expression");
	}

	private DeclarationReader reader() {
		return new DeclarationReader(this.beans, this.beans.getBeanProvider(ValidatorSource.class));
	}

	private DeclarationReader slice() {
		this.beans.registerSingleton("org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters",
				new Object());
		return reader();
	}

	private static @Nullable DeclaredVersion read(DeclarationReader reader, String name) {
		HandlerMethod handler = handler(name);
		Cacheable304 annotation = handler.getMethodAnnotation(Cacheable304.class);
		assertThat(annotation).isNotNull();
		return reader.read(handler, handler.getMethod(), ResolvableType.forMethodReturnType(handler.getMethod()),
				annotation);
	}

	private static HandlerMethod handler(String name) {
		try {
			return new HandlerMethod(new Handlers(), Handlers.class.getDeclaredMethod(name, String.class));
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static final class Numbers implements ValidatorSource {

		@Override
		public boolean supports(Method handler, ResolvableType returned) {
			return handler.getName().startsWith("ofSource") || handler.getName().startsWith("all");
		}

		@Override
		public Object version(HandlerCall call) {
			return 1;
		}

	}

	static class Handlers {

		@Cacheable304
		String none(String id) {
			return id;
		}

		@Cacheable304("#a0")
		String version(String id) {
			return id;
		}

		@Cacheable304(lastModified = "0L")
		String date(String id) {
			return id;
		}

		@Cacheable304(version = "#a0", lastModified = "0L")
		String both(String id) {
			return id;
		}

		@Cacheable304
		String ofSource(String id) {
			return id;
		}

		@Cacheable304(version = "#a0", lastModified = "0L")
		String allOfThem(String id) {
			return id;
		}

		@Cacheable304("@books.versionOf(#a0)")
		String ofBean(String id) {
			return id;
		}

		@Cacheable304(lastModified = "@books.dateOf(#a0)")
		String dateOfBean(String id) {
			return id;
		}

		@Cacheable304("#a0 +")
		String wrong(String id) {
			return id;
		}

		@ConditionalWrite("@books.versionOf(#a0)")
		void write(String id) {
		}

		@ConditionalWrite("#a0")
		void writeOfArgument(String id) {
		}

	}

}
