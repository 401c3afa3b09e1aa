package io.github.conditionalcache.diagnostics.lint;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is looked for at startup.
 *
 * @param code names it for ever
 * @param search finds it
 * @param remedy the remedy
 */
record Check(String code, Search search, String remedy) {

	static Check ofHandlers(String code, HandlerSearch search, String remedy) {
		return new Check(code, (application) -> application.handlers().stream().flatMap((handler) -> {
			String problem = search.problemOf(handler, application);
			return (problem != null) ? Stream.of(new Problem(handler.handler().name(), problem)) : Stream.empty();
		}), remedy);
	}

	static Check ofHandlersWithRemedy(String code, RemedySearch search) {
		return new Check(code,
				(application) -> application.handlers()
					.stream()
					.flatMap((handler) -> Stream.ofNullable(search.problemOf(handler))),
				"");
	}

	static Check ofApplication(String code, ApplicationSearch search, String remedy) {
		return new Check(code,
				(application) -> search.problemsOf(application).map((problem) -> new Problem(null, problem)), remedy);
	}

	Stream<Finding> findIn(ApplicationFacts application) {
		return this.search.in(application)
			.map((problem) -> new Finding(this.code, problem.handler(), problem.text(),
					(problem.remedy() != null) ? problem.remedy() : this.remedy));
	}

	/**
	 * Finds problems.
	 */
	@FunctionalInterface
	interface Search {

		Stream<Problem> in(ApplicationFacts application);

	}

	/**
	 * Finds the problem of one handler.
	 */
	@FunctionalInterface
	interface HandlerSearch {

		@Nullable String problemOf(HandlerFacts handler, ApplicationFacts application);

	}

	/**
	 * Finds the problem of one handler, and the remedy there.
	 */
	@FunctionalInterface
	interface RemedySearch {

		@Nullable Problem problemOf(HandlerFacts handler);

	}

	/**
	 * Finds problems that belong to no handler.
	 */
	@FunctionalInterface
	interface ApplicationSearch {

		Stream<String> problemsOf(ApplicationFacts application);

	}

	/**
	 * A problem.
	 *
	 * @param handler the handler's name, or {@code null}
	 * @param text the mistake
	 * @param remedy the remedy for this one, or {@code null} for the remedy of the check
	 */
	record Problem(@Nullable String handler, String text, @Nullable String remedy) {

		Problem(@Nullable String handler, String text) {
			this(handler, text, null);
		}

	}

}
