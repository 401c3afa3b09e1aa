package io.github.conditionalcache.change.transaction;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.Modifies304;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.memory.MemoryChangeTagStore;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AliasFor;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.MatchAlwaysTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class ModifiesPostProcessorTests {

	private static final MemoryChangeTagStore store = new MemoryChangeTagStore(Duration.ofHours(1));

	private static boolean isStable(String tag) {
		return store.read(Buckets.of(List.of(tag))) != null;
	}

	/**
	 * Which of these tags does a call change, alone among others?
	 */
	private static void assertChanges(Runnable call, String... changed) {
		List<String> all = List.of("books", "book:1", "book:2", "other");
		List<long[]> before = all.stream().map((tag) -> store.read(Buckets.of(List.of(tag)))).toList();
		call.run();
		List<long[]> after = all.stream().map((tag) -> store.read(Buckets.of(List.of(tag)))).toList();
		assertThat(after).doesNotContainNull();
		assertThat(
				all.stream().filter((tag) -> !Arrays.equals(before.get(all.indexOf(tag)), after.get(all.indexOf(tag)))))
			.containsExactlyInAnyOrder(changed);
	}

	private static void run(Class<?> bean, Consumer<ApplicationContext> test) {
		new ApplicationContextRunner().withUserConfiguration(Application.class, bean).run(test::accept);
	}

	// As Spring Data does: the last advice is the implementation
	private static Repository repository(MethodInterceptor... advice) {
		ProxyFactory factory = new ProxyFactory(new Object());
		factory.setInterfaces(Repository.class);
		for (MethodInterceptor one : advice) {
			factory.addAdvice(one);
		}
		factory.addAdvice((MethodInterceptor) (call) -> call.getArguments()[0]);
		return (Repository) factory.getProxy();
	}

	@Test
	void methodChangesItsTags() {
		run(Plain.class, (context) -> {
			Plain plain = context.getBean(Plain.class);
			assertChanges(() -> plain.one(1), "books", "book:1");
			assertChanges(() -> plain.repeated(1, 2), "books", "book:1", "book:2");
			assertChanges(plain::composed, "other");
			assertChanges(() -> plain.many(List.of(1, 2)), "book:1", "book:2");
			assertChanges(() -> plain.created(2), "book:2");
			assertChanges(plain::none);
		});
	}

	@Test
	void methodThatFailsWithoutTransactionMayHaveChangedItsTags() {
		run(Plain.class, (context) -> {
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> context.getBean(Plain.class).failing("unsettled"));
			assertThat(isStable("unsettled")).isFalse();
		});
	}

	@Test
	void methodOfATransactionChangesItsTagsWithIt() {
		run(Service.class, (context) -> {
			Service service = context.getBean(Service.class);
			Transactions transactions = context.getBean(Transactions.class);
			transactions.onCommit(() -> assertThat(isStable("book:1")).isFalse());
			assertChanges(() -> service.update(1), "book:1");
			assertChanges(() -> service.created(1), "book:1");
			transactions.onCommit(() -> {
			});
			assertChanges(
					() -> assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> service.failing(1)));
			assertChanges(() -> service.inherited(2), "book:2");
		});
	}

	@Test
	void interfaceOfABeanMayHaveTheAnnotation() {
		run(Repositories.class, (context) -> {
			Repository repository = context.getBean(Repository.class);
			assertThat(AopUtils.isJdkDynamicProxy(repository)).isTrue();
			context.getBean(Transactions.class).onCommit(() -> assertThat(isStable("book:2")).isFalse());
			assertChanges(() -> repository.save(2), "book:2");
		});
	}

	@Test
	void tagsOfTheClassAreBesideThoseOfTheInterface() {
		run(Chosen.class,
				(context) -> assertChanges(() -> context.getBean(Repository.class).save(2), "books", "book:2"));
	}

	@Test
	void interfaceOfABeanWithoutTransactionMayHaveTheAnnotation() {
		run(PlainRepositories.class,
				(context) -> assertChanges(() -> context.getBean(Repository.class).save(2), "book:2"));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void tagThatCannotBeMadeStandsForAll(boolean transactional, CapturedOutput output) {
		run(transactional ? Service.class : Plain.class, (context) -> {
			Odd odd = context.getBean(Odd.class);
			assertChanges(() -> odd.odd(null), "books", "book:1", "book:2", "other");
			assertChanges(() -> odd.oddResult(), "books", "book:1", "book:2", "other");
		});
		assertThat(output).contains("has a change tag that can't be made, so all tags count as changed: book:#{#id}");
	}

	@Test
	void beanWithoutTheAnnotationIsLeftAlone() {
		run(Untouched.class, (context) -> assertThat(AopUtils.isAopProxy(context.getBean(Untouched.class))).isFalse());
	}

	@ParameterizedTest
	@ValueSource(
			classes = { NamesNothing.class, Blank.class, Reactive.class, Published.class, Later.class, Empty.class })
	void mistakeStopsTheStartWithARemedy(Class<?> bean) {
		new ApplicationContextRunner().withUserConfiguration(Application.class, bean)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidModifies304Exception.class, (ex) -> {
					assertThat(ex).hasMessageContaining("@Modifies304 on " + bean.getName() + ".write: ");
					assertThat(ex.remedy()).isNotBlank();
				}));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	static class Application {

		@Bean
		Transactions transactions() {
			return new Transactions();
		}

		@Bean
		ChangeTagStore store() {
			return store;
		}

		@Bean
		static ModifiesPostProcessor modifies() {
			return new ModifiesPostProcessor(() -> store, new SpringTransaction(), () -> StoreObserver.NONE,
					(advisor) -> advisor.getAdvice() instanceof TransactionInterceptor);
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@Modifies304({})
	@interface ModifiesOthers {

		@AliasFor(annotation = Modifies304.class, attribute = "value")
		String[] value() default "other";

	}

	interface Odd {

		void odd(@Nullable Integer id);

		@Nullable Integer oddResult();

	}

	static class Plain extends Parent {

		@Modifies304({ "books", "book:#{#id}" })
		void one(int id) {
			assertThat(isStable("book:1")).isFalse();
		}

		@Modifies304("books")
		@Modifies304({ "book:#{#first}", "book:#{#second}" })
		void repeated(int first, long second) {
		}

		@ModifiesOthers
		void composed() {
		}

		@Modifies304("book:#{#ids}")
		void many(List<Integer> ids) {
		}

		@Modifies304("book:#{#result}")
		int created(int id) {
			assertThat(isStable("book:2")).isFalse();
			return id;
		}

		void none() {
		}

		@Modifies304("#{#tag}")
		void failing(String tag) throws IOException {
			throw new IOException("after the write of " + tag);
		}

	}

	abstract static class Parent implements Odd {

		@Modifies304("book:#{#id}")
		void inherited(int id) {
		}

		@Override
		@Modifies304("book:#{#id}")
		public void odd(@Nullable Integer id) {
		}

		@Override
		@Modifies304("book:#{#result}")
		public @Nullable Integer oddResult() {
			return null;
		}

	}

	@Transactional
	static class Service extends Parent {

		@Modifies304("book:#{#id}")
		void update(int id) {
			assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
		}

		@Modifies304("book:#{#result}")
		int created(int id) {
			return id;
		}

		@Modifies304("book:#{#id}")
		void failing(int id) {
			throw new IllegalStateException("rolls back " + id);
		}

	}

	static class Chosen implements Repository {

		@Override
		@Modifies304("books")
		public Integer save(Integer id) {
			return id;
		}

	}

	interface Repository {

		@Modifies304("book:#{#result}")
		Integer save(Integer id);

	}

	@Configuration(proxyBeanMethods = false)
	static class Repositories {

		@Bean
		Repository repository(Transactions transactions) {
			TransactionInterceptor always = new TransactionInterceptor();
			always.setTransactionManager(transactions);
			always.setTransactionAttributeSource(new MatchAlwaysTransactionAttributeSource());
			return ModifiesPostProcessorTests.repository(always);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PlainRepositories {

		@Bean
		Repository repository() {
			return ModifiesPostProcessorTests.repository();
		}

	}

	static class Untouched {

		void write() {
		}

	}

	static class NamesNothing {

		@Modifies304("book:#{#nope}")
		void write(int id) {
		}

	}

	static class Blank {

		@Modifies304({ "books", " " })
		void write(int id) {
		}

	}

	static class Empty {

		@Modifies304({})
		void write(int id) {
		}

	}

	static class Reactive {

		@Modifies304("books")
		Mono<Void> write(int id) {
			return Mono.empty();
		}

	}

	static class Later {

		@Modifies304("books")
		CompletableFuture<Void> write(int id) {
			return new CompletableFuture<>();
		}

	}

	static class Published {

		@Modifies304("books")
		Flow.@Nullable Publisher<String> write(int id) {
			return null;
		}

	}

}
