package io.github.conditionalcache.change.transaction;

import java.lang.reflect.Method;

import io.github.conditionalcache.change.Modifies304;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ModifyingMethods}.
 */
class ModifyingMethodsTests {

	private static Method method(String name) {
		return ReflectionUtils.findMethod(Books.class, name);
	}

	// A proxy of interfaces is called by the interface's method
	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			method,      isOne
			ofInterface, true
			ofClass,     true
			ofBoth,      true
			ofNone,      false
			""")
	void annotationOfTheClassOrOfTheInterfaceCounts(String method, boolean isOne) {
		assertThat(ModifyingMethods.isOne(method(method), BookService.class)).isEqualTo(isOne);
	}

	@Test
	void tagsAreThoseOfTheClassAndOfTheInterface() {
		ModifyingMethod modifying = new ModifyingMethods(new StaticListableBeanFactory()).of(method("ofBoth"),
				BookService.class);
		assertThat(modifying.known()).isNotNull();
		assertThat(modifying.known().texts()).containsExactlyInAnyOrder("books", "shelf");
	}

	@Test
	void methodIsReadOnce() {
		ModifyingMethods methods = new ModifyingMethods(new StaticListableBeanFactory());
		assertThat(methods.of(method("ofClass"), BookService.class))
			.isSameAs(methods.of(ReflectionUtils.findMethod(BookService.class, "ofClass"), BookService.class));
	}

	interface Books {

		@Modifies304("books")
		void ofInterface();

		void ofClass();

		@Modifies304("books")
		void ofBoth();

		void ofNone();

	}

	static class BookService implements Books {

		@Override
		public void ofInterface() {
		}

		@Override
		@Modifies304("shelf")
		public void ofClass() {
		}

		@Override
		@Modifies304("shelf")
		public void ofBoth() {
		}

		@Override
		public void ofNone() {
		}

	}

}
