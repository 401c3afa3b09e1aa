package io.github.conditionalcache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sizes and coupling of the main classes against their limits. A limit that is worse than
 * its goal is where the code stands: whoever makes a figure better lowers the limit. The
 * table is in {@code target/figures.md}.
 */
class FiguresTests {

	private static final Path TABLE = Path.of("target/figures.md");

	private static final int MANY_PARAMETERS = 5;

	private static final int SHORT_METHOD = 10;

	private static List<Figure> figures = List.of();

	@BeforeAll
	static void measure() throws IOException {
		Figures all = Figures.of(Path.of("src/main/java"));
		assertThat(all.types()).isGreaterThan(200);
		figures = figuresOf(all);
		Files.writeString(TABLE, table(all));
	}

	private static List<Figure> figuresOf(Figures all) {
		Figures outside = all.only((type) -> !type.room().contains(".autoconfigure"));
		return List.of(
				Figure.atMost("classes in a room, most", all.largestRoom()).limit(20).goal(20).of(all.largestRooms()),
				Figure.atMost("classes known, 9 of 10 classes", all.quantile(0.9, FiguresTests::known))
					.limit(7)
					.goal(6)
					.of(all.largest(FiguresTests::known)),
				Figure.atMost("classes known, most outside wiring", outside.most(FiguresTests::known))
					.limit(20)
					.goal(20)
					.of(outside.largest(FiguresTests::known)),
				Figure
					.atMost("methods with five or more parameters, %",
							all.percentage(ClassFigures::parameters, (count) -> count >= MANY_PARAMETERS))
					.limit(1.5)
					.goal(1.5)
					.of(all.largest(FiguresTests::withManyParameters)),
				Figure.atMost("mutable fields, most", all.most(ClassFigures::mutableFields))
					.limit(5)
					.goal(5)
					.of(all.largest(ClassFigures::mutableFields)),
				Figure.atMost("lines of a class, 9 of 10 classes", all.quantile(0.9, ClassFigures::lines))
					.limit(92)
					.goal(90)
					.of(all.largest(ClassFigures::lines)),
				Figure.atMost("lines of a class, most", all.most(ClassFigures::lines))
					.limit(250)
					.goal(250)
					.of(all.largest(ClassFigures::lines)),
				Figure
					.atLeast("methods of ten lines or fewer, %",
							all.percentage(ClassFigures::bodies, (lines) -> lines <= SHORT_METHOD))
					.limit(92)
					.goal(92)
					.of(all.largest(FiguresTests::longMethods)));
	}

	@TestFactory
	Stream<DynamicTest> figuresKeepTheirLimits() {
		return figures.stream()
			.map((figure) -> DynamicTest.dynamicTest(figure.name(),
					() -> assertThat(figure).matches(Figure::isKept, "its limit is kept")));
	}

	@Test
	void linesOfCodeWhenCommentsAndLiteralsAreCountedAsCode() {
		assertThat(Source.linesOfCode("""
				package a;

				import b;
				/* comment
				 */ int i;
				// comment
				String s = "// no comment"; // comment
				char c = '"'; /* comment */
				String t = ""\"
					// no comment
					""\";
				""").stream().boxed()).containsExactly(5, 7, 8, 9, 10, 11);
	}

	private static int known(ClassFigures type) {
		return type.known().size();
	}

	private static int withManyParameters(ClassFigures type) {
		return (int) type.parameters().stream().filter((count) -> count >= MANY_PARAMETERS).count();
	}

	private static int longMethods(ClassFigures type) {
		return (int) type.bodies().stream().filter((lines) -> lines > SHORT_METHOD).count();
	}

	private static String table(Figures all) {
		return figures.stream()
			.map(Figure::row)
			.collect(
					Collectors.joining("",
							"%d classes, %d lines of code%n%n| figure | now | limit | goal | where |%n"
								.formatted(all.types(), all.total(ClassFigures::lines)) + "|---|--:|--:|--:|---|\n",
							""));
	}

	/**
	 * A measured figure.
	 *
	 * @param name what was counted
	 * @param now how much it is
	 * @param limit how much it may be
	 * @param goal how much it shall be
	 * @param largest whether the figure may not be larger, rather than not smaller
	 * @param where the classes to begin with
	 */
	private record Figure(String name, double now, double limit, double goal, boolean largest, String where) {

		static Figure atMost(String name, double now) {
			return new Figure(name, now, 0, 0, true, "");
		}

		static Figure atLeast(String name, double now) {
			return new Figure(name, now, 0, 0, false, "");
		}

		Figure limit(double limit) {
			return new Figure(this.name, this.now, limit, this.goal, this.largest, this.where);
		}

		Figure goal(double goal) {
			return new Figure(this.name, this.now, this.limit, goal, this.largest, this.where);
		}

		Figure of(String where) {
			return new Figure(this.name, this.now, this.limit, this.goal, this.largest, where);
		}

		boolean isKept() {
			return this.largest ? this.now <= this.limit : this.now >= this.limit;
		}

		String row() {
			return String.format(Locale.ROOT, "| %s | %.1f | %.1f | %.1f | %s |%n", this.name, this.now, this.limit,
					this.goal, this.where);
		}

	}

}
