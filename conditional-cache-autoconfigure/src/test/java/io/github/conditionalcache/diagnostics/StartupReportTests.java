package io.github.conditionalcache.diagnostics;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.conditionalcache.handler.ManagedHandler;
import io.github.conditionalcache.handler.ManagedHandler.Access;
import io.github.conditionalcache.handler.ManagedHandler.Policy;
import io.github.conditionalcache.version.declared.DeclaredSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StartupReport}.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupReportTests {

	private static final Policy PRIVATE = new Policy("private, no-cache, max-age=0", null, List.of(), List.of(), false,
			false);

	@Test
	void handlersAreLinesInColumns() {
		ManagedHandler get = read("BookController.get", "/books/{id}", List.of(version("@books.versionOf(#id)")), null,
				new Policy("public, max-age=5", "max-age=60", List.of("Accept-Language"), List.of(), true, false));
		ManagedHandler list = read("BookController.list", "/books", List.of(), "no version is declared", PRIVATE);
		ManagedHandler put = new ManagedHandler("BookController.put", Object.class, method(), Access.WRITE,
				Set.of("PUT"), Set.of("/books/{id}"), List.of(version("@books.versionOf(#id)")), null,
				new Policy(null, null, List.of(), List.of(), true, true), ManagedHandler.Selection.NONE);
		assertThat(lines(report(get, list, put))).containsExactly(
				"Handlers that answer conditional requests: 3, decided before they run: 2",
				"  early  GET  /books/{id}  BookController.get   version @books.versionOf(#id)  "
						+ "public, max-age=5; for CDNs max-age=60; varies with Accept-Language; strong tags",
				"  late   GET  /books       BookController.list  value or content               "
						+ "private, no-cache, max-age=0",
				"  early  PUT  /books/{id}  BookController.put   version @books.versionOf(#id)  "
						+ "precondition required; strong tags",
				"  Not decided before they run, because no version is declared: BookController.list");
	}

	@Test
	void handlerOfEveryMethodWithoutCacheControlIsTold() {
		ManagedHandler handler = new ManagedHandler("A.all", Object.class, method(), Access.READ, Set.of(),
				Set.of("/a"), List.of(), "no version is declared",
				new Policy(null, null, List.of(), List.of(), false, false), ManagedHandler.Selection.NONE);
		assertThat(lines(report(handler))).contains("  late  *  /a  A.all  value or content  Cache-Control left alone");
	}

	@Test
	void declaredVersionThatIsNotUsedIsToldWithReasonAndRemedy() {
		ManagedHandler handler = new ManagedHandler("A.get", Object.class, method(), Access.READ, Set.of("GET"),
				Set.of("/a"), List.of(version("#id")), "it reads all", PRIVATE, new ManagedHandler.Selection(
						new ManagedHandler.Unused("it reads all", "Name the fields."), List.of(), List.of()));
		assertThat(lines(report(handler)))
			.contains("  Declared version not used for A.get, because it reads all. Name the fields.")
			.noneMatch((line) -> line.contains("Not decided before they run"));
	}

	@Test
	void overlongCellsMoveTheirOwnLineOnly() {
		ManagedHandler wide = read("A.wide", "/" + "a".repeat(80), List.of(), "no version is declared", PRIVATE);
		ManagedHandler slim = read("A.slim", "/b", List.of(), "no version is declared", PRIVATE);
		assertThat(lines(report(slim, wide))).contains(
				"  late  GET  /b  A.slim  value or content  private, no-cache, max-age=0",
				"  late  GET  /" + "a".repeat(80) + "  A.wide  value or content  private, no-cache, max-age=0");
	}

	@Test
	void reasonsAreToldOnceWithTheirHandlers() {
		List<ManagedHandler> handlers = new ArrayList<>();
		IntStream.range(0, 22)
			.forEach((i) -> handlers.add(read("A.n%02d".formatted(i), "/" + i, List.of(version("#a0")),
					"their bean is no singleton", PRIVATE)));
		assertThat(lines(new StartupReport(handlers, Map.of(), null)))
			.filteredOn((line) -> line.contains("their bean is no singleton"))
			.singleElement()
			.asString()
			.startsWith("  Not decided before they run, because their bean is no singleton: A.n00, A.n01, ")
			.endsWith(", A.n19 and 2 more");
	}

	@Test
	void writesBeforeAdviceThatJudgesTheirResultAreTold() {
		ManagedHandler handler = read("A.put", "/a", List.of(version("#a0")), null, PRIVATE);
		assertThat(
				lines(new StartupReport(List.of(handler), Map.of("A.put", "Timing may judge what they return"), null)))
			.contains(
					"  Writes are checked before their result is known, although Timing may judge what they return: A.put");
	}

	@Test
	void manyHandlersAreCounted() {
		List<ManagedHandler> handlers = IntStream.range(0, 63)
			.mapToObj((i) -> read("A.n%02d".formatted(i), "/" + i, List.of(), "no version is declared", PRIVATE))
			.toList();
		assertThat(lines(new StartupReport(handlers, Map.of(), null))).hasSize(53)
			.contains("  … and 13 more; the actuator's endpoint conditionalcache lists all")
			.noneMatch((line) -> line.startsWith("  late") && line.contains("A.n50"));
	}

	@Test
	void logWhenNoHandlerIsManagedIsSilent(CapturedOutput output) {
		new StartupReport(List.of(), Map.of(), null).log();
		assertThat(output).isEmpty();
	}

	@Test
	void logIsOneEntry(CapturedOutput output) {
		report(read("A.get", "/a", List.of(), "no version is declared", PRIVATE)).log();
		assertThat(output).containsOnlyOnce("INFO").contains("A.get");
	}

	private static StartupReport report(ManagedHandler... handlers) {
		return new StartupReport(List.of(handlers), Map.of(), null);
	}

	private static List<String> lines(StartupReport report) {
		return report.toString().lines().toList();
	}

	private static DeclaredSource version(String expression) {
		return new DeclaredSource(DeclaredSource.Kind.VERSION, expression, true);
	}

	private static ManagedHandler read(String name, String pattern, List<DeclaredSource> sources,
			@Nullable String whyLate, Policy policy) {
		return new ManagedHandler(name, Object.class, method(), Access.READ, Set.of("GET"), Set.of(pattern), sources,
				whyLate, policy, ManagedHandler.Selection.NONE);
	}

	private static Method method() {
		Method method = ReflectionUtils.findMethod(Object.class, "hashCode");
		assertThat(method).isNotNull();
		return method;
	}

}
