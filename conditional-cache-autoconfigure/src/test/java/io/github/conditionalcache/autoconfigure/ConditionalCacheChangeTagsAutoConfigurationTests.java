package io.github.conditionalcache.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.actuate.ChangeTagsEndpoint;
import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.ChangeTags;
import io.github.conditionalcache.change.MarkingStore;
import io.github.conditionalcache.change.Modifies304;
import io.github.conditionalcache.change.TagsChanged;
import io.github.conditionalcache.change.TransactionalStore;
import io.github.conditionalcache.change.declared.AutomaticTags;
import io.github.conditionalcache.change.memory.MemoryChangeTagStore;
import io.github.conditionalcache.change.transaction.InvalidModifies304Exception;
import io.github.conditionalcache.handler.ManagedHandler;
import io.github.conditionalcache.handler.ManagedHandlers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

@ExtendWith(OutputCaptureExtension.class)
class ConditionalCacheChangeTagsAutoConfigurationTests {

	private static final String WARNING = "Change tags are kept in memory, which serves one node";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConditionalCacheChangeTagsAutoConfiguration.class));

	private final WebApplicationContextRunner web = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConditionalCacheChangeTagsAutoConfiguration.class,
				ConditionalCacheAutoConfiguration.class, ConditionalCacheGateAutoConfiguration.class,
				WebMvcAutoConfiguration.class));

	@Test
	void storeIsMadeOnlyWhereATagIs(CapturedOutput output) {
		this.web.withUserConfiguration(Untagged.class)
			.run((context) -> assertThat(context.getBeanFactory().containsSingleton("conditionalCacheChangeTagStore"))
				.isFalse());
		assertThat(output).doesNotContain(WARNING);
		this.web.withUserConfiguration(Tagged.class)
			.run((context) -> assertThat(context.getBeanFactory().containsSingleton("conditionalCacheChangeTagStore"))
				.isTrue());
		assertThat(output).containsOnlyOnce(WARNING);
	}

	// A template shows what it likes
	@Test
	void viewHasNoTagsOfItsType() {
		this.web.withUserConfiguration(Typed.class)
			.withPropertyValues("conditional-cache.change-tags.store=memory")
			.withBean(AutomaticTags.class, () -> (type) -> AutomaticTags.Found.of(List.of("book")))
			.run((context) -> assertThat(context.getBean(ManagedHandlers.class).all())
				.extracting(ManagedHandler::name, ManagedHandler::isEarly, ManagedHandler::whyLate)
				.containsExactlyInAnyOrder(tuple("Typed.body", true, null), tuple("Typed.view", false,
						"no version is declared, and it renders a view, which may show more than its type")));
	}

	@Test
	void warningIsSilentWhereTheStoreIsNamed(CapturedOutput output) {
		this.web.withUserConfiguration(Tagged.class)
			.withPropertyValues("conditional-cache.change-tags.store=memory")
			.run((context) -> assertThat(context).getBean(ChangeTagStore.class)
				.isInstanceOf(MemoryChangeTagStore.class));
		assertThat(output).doesNotContain(WARNING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "false" })
	void writersNeedNeitherSpringMvcNorConditionalRequests(String enabled) {
		this.runner.withBean(Writer.class).withPropertyValues("conditional-cache.enabled=" + enabled).run((context) -> {
			ChangeTagStore store = context.getBean(ChangeTagStore.class);
			long[] before = store.read(Buckets.of(List.of("books")));
			context.getBean(Writer.class).write();
			assertThat(store.read(Buckets.of(List.of("books")))).isNotEqualTo(before);
		});
	}

	@Test
	void writersNeedNoTransactions() {
		this.runner.withBean(Writer.class)
			.withClassLoader(new FilteredClassLoader("org.springframework.transaction"))
			.run((context) -> {
				long[] before = context.getBean(ChangeTagStore.class).read(Buckets.of(List.of("books")));
				context.getBean(Writer.class).write();
				context.getBean(ChangeTags.class).touch("other");
				assertThat(context.getBean(ChangeTagStore.class).read(Buckets.of(List.of("books"))))
					.isNotEqualTo(before);
			});
	}

	@Test
	void transactionsOfSpringBootNoticeTheirCommits() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(TransactionExecutionListener.class));
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.transaction"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("conditionalCacheTransactionExecutionListener"));
	}

	@Test
	void endpointTouchesWhereItIsExposed() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(ChangeTagsEndpoint.class));
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=changetags",
					"spring.main.web-application-type=none", "management.endpoints.jmx.exposure.include=changetags",
					"spring.jmx.enabled=true")
			.run((context) -> {
				long[] before = context.getBean(ChangeTagStore.class).read(Buckets.of(List.of("books")));
				context.getBean(ChangeTagsEndpoint.class).touch(List.of("books"), null);
				assertThat(context.getBean(ChangeTagStore.class).read(Buckets.of(List.of("books"))))
					.isNotEqualTo(before);
			});
	}

	@Test
	void publishedEventTouches() {
		this.runner.run((context) -> {
			long[] before = context.getBean(ChangeTagStore.class).read(Buckets.of(List.of("books")));
			context.publishEvent(new TagsChanged("books"));
			assertThat(context.getBean(ChangeTagStore.class).read(Buckets.of(List.of("books")))).isNotEqualTo(before);
		});
	}

	@Test
	void storeOfTheApplicationWins() {
		List<String> marked = new ArrayList<>();
		this.runner.withBean(Writer.class).withBean(ChangeTagStore.class, () -> marking(marked)).run((context) -> {
			context.getBean(Writer.class).write();
			context.getBean(ChangeTags.class).touchAll();
			assertThat(marked).containsExactly("[%d]".formatted(Buckets.of("books")), "COMMITTED", "[65536]",
					"COMMITTED");
		});
	}

	private static MarkingStore marking(List<String> marked) {
		return new MarkingStore() {

			@Override
			public long[] read(int[] buckets) {
				return new long[0];
			}

			@Override
			public Mark mark(int[] buckets) {
				marked.add(Arrays.toString(buckets));
				return (outcome) -> marked.add(outcome.name());
			}

		};
	}

	@Test
	void storeThatWritesInTheTransactionOfTheDataIsCalledWithin() {
		List<String> calls = new ArrayList<>();
		this.runner.withBean(Writer.class).withBean(ChangeTagStore.class, () -> transactional(calls)).run((context) -> {
			context.getBean(Writer.class).write();
			context.getBean(Writer.class).created();
			context.getBean(ChangeTags.class).touch("books");
			String books = "[%d]".formatted(Buckets.of("books"));
			assertThat(calls).containsExactly("begin", books, "end", "begin", "[]",
					"[%d]".formatted(Buckets.of("book:7")), "end", "begin", books, "end");
		});
	}

	private static TransactionalStore transactional(List<String> calls) {
		return new TransactionalStore() {

			@Override
			public long[] read(int[] buckets) {
				return new long[0];
			}

			@Override
			public void append(int[] buckets) {
				calls.add(Arrays.toString(buckets));
			}

			@Override
			public <T, E extends Exception> T inTransaction(ChangeTags.Write<T, E> write) throws E {
				calls.add("begin");
				T result = write.run();
				calls.add("end");
				return result;
			}

		};
	}

	@Test
	void changeTagsOfTheApplicationWin() {
		ChangeTags own = new ChangeTags() {

			@Override
			public void touch(Collection<String> tags) {
			}

			@Override
			public void touchAll() {
			}

			@Override
			public <T, E extends Exception> T changing(Collection<String> tags, Write<T, E> write) throws E {
				return write.run();
			}

		};
		this.runner.withBean(ChangeTags.class, () -> own)
			.run((context) -> assertThat(context).getBean(ChangeTags.class).isSameAs(own));
	}

	@Test
	void storeThatIsNeitherKindIsRefused() {
		this.runner.withBean(ChangeTagStore.class, () -> (buckets) -> null)
			.run((context) -> assertThat(catchThrowable(() -> context.getBean(ChangeTags.class))).rootCause()
				.hasMessageEndingWith("must implement MarkingStore or TransactionalStore"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0s", "-1s" })
	void leaseThatIsNoTimeIsRefused(String lease) {
		this.web.withPropertyValues("conditional-cache.change-tags.lease=" + lease)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConditionalCachePropertyException.class)
				.hasMessageContaining("change-tags.lease"));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			automatic  | missing        | rule                    | remedy
			off        | org.hibernate  |                         |
			entities   | org.nothing    |                         |
			entities   | org.hibernate  | needs Hibernate         | spring-boot-starter-data-jpa
			entities   | jakarta.persistence | needs Hibernate    | spring-boot-starter-data-jpa
			entities   | org.springframework.orm | needs Hibernate | spring-boot-starter-data-jpa
			statements | org.springframework.jdbc | needs spring-jdbc | spring-boot-starter-jdbc
			""")
	void automaticChangesThatCanNotBeNotedAreRefused(String automatic, String missing, @Nullable String rule,
			@Nullable String remedy) {
		this.runner.withPropertyValues("conditional-cache.change-tags.automatic=" + automatic)
			.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> {
				if (rule == null) {
					assertThat(context).hasNotFailed();
				}
				else {
					FailureAnalysis analysis = new ConditionalCacheFailureAnalyzer()
						.analyze(context.getStartupFailure());
					assertThat(analysis).isNotNull();
					assertThat(analysis.getDescription()).contains("change-tags.automatic", rule, automatic);
					assertThat(analysis.getAction()).contains(remedy);
				}
			});
	}

	@Test
	void mistakeOfAWriterIsAnalyzed() {
		this.runner.withBean(Mistaken.class).run((context) -> {
			FailureAnalysis analysis = new ConditionalCacheFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis).isNotNull();
			assertThat(analysis.getCause()).isInstanceOf(InvalidModifies304Exception.class);
			assertThat(analysis.getDescription()).contains("Mistaken.write", "'nope'");
			assertThat(analysis.getAction()).contains("Correct the name");
		});
	}

	public static class Writer {

		@Modifies304("books")
		public void write() {
		}

		@Modifies304("book:#{#result}")
		public int created() {
			return 7;
		}

	}

	static class Mistaken {

		@Modifies304("book:#{#nope}")
		void write(int id) {
		}

	}

	@Controller
	static class Typed {

		@GetMapping("/view")
		@Cacheable304
		String view() {
			return "book";
		}

		@GetMapping("/body")
		@Cacheable304
		@ResponseBody
		String body() {
			return "book";
		}

	}

	@RestController
	static class Tagged {

		@GetMapping("/books")
		@Cacheable304(tags = "books")
		String books() {
			return "books";
		}

	}

	@RestController
	static class Untagged {

		@GetMapping("/books")
		@Cacheable304
		String books() {
			return "books";
		}

	}

}
