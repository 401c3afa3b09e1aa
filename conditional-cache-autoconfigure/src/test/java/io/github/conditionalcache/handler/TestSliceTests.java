package io.github.conditionalcache.handler;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.stereotype.Service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link TestSlice}.
 */
class TestSliceTests {

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	@BeforeEach
	void cut() {
		this.beans.registerSingleton("org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters",
				new Object());
	}

	@Test
	void wholeApplicationIsNoSlice() {
		assertThat(TestSlice.of(new DefaultListableBeanFactory())).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "bookStore", "books", "storedBooks", "shelf" })
	void mockIsFoundByNamesOfItsTypesAndByField(String name) {
		this.beans.registerSingleton("mock#0", mock(StoredBooks.class));
		this.beans.registerBeanDefinition("other", new RootBeanDefinition(Authors.class));
		assertThat(missing(name, "versionOf")).isEmpty();
		assertThat(this.beans.getBean(name)).isInstanceOf(StoredBooks.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "bookStore", "books", "storedBooks", "shelf" })
	void mockWithoutTheCalledMethodIsAnother(String name) {
		this.beans.registerSingleton("mock#0", mock(StoredBooks.class));
		assertThat(missing(name, "changed")).containsOnly(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "bookStore", "shelf" })
	void oneOfSeveralIsNotChosen(String name) {
		this.beans.registerSingleton("mock#0", mock(StoredBooks.class));
		this.beans.registerSingleton("mock#1", mock(BookStore.class));
		assertThat(missing(name, "versionOf")).containsOnly(name);
	}

	@Test
	void beanOfTheVeryNameCounts() {
		this.beans.registerSingleton("books", new Authors());
		this.beans.registerSingleton("mock#0", mock(StoredBooks.class));
		assertThat(missing("books", "versionOf")).isEmpty();
		assertThat(this.beans.getBean("books")).isInstanceOf(Authors.class);
	}

	private Set<String> missing(String name, String method) {
		TestSlice slice = TestSlice.of(this.beans);
		assertThat(slice).isNotNull();
		return slice.missing(Map.of(name, Set.of(method)), Controller.class);
	}

	interface BookStore {

		long versionOf(long id);

	}

	@Service("books")
	static class StoredBooks implements BookStore {

		@Override
		public long versionOf(long id) {
			return id;
		}

	}

	static class Authors {

	}

	record Controller(BookStore shelf) {

	}

}
