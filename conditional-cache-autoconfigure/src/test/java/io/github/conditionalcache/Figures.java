package io.github.conditionalcache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sizes and the coupling of the classes below a directory, as they can be read in
 * their source.
 */
final class Figures {

	private static final int MOST_NAMED = 6;

	private final List<ClassFigures> classes;

	private Figures(List<ClassFigures> classes) {
		this.classes = classes;
	}

	static Figures of(Path directory) throws IOException {
		List<Source> sources = Source.below(directory);
		SourceNames names = new SourceNames(sources);
		return new Figures(sources.stream().map((source) -> ClassFigures.of(source, names)).toList());
	}

	Figures only(Predicate<ClassFigures> condition) {
		return new Figures(this.classes.stream().filter(condition).toList());
	}

	int types() {
		return this.classes.size();
	}

	int total(ToIntFunction<ClassFigures> figure) {
		return this.classes.stream().mapToInt(figure).sum();
	}

	int most(ToIntFunction<ClassFigures> figure) {
		return this.classes.stream().mapToInt(figure).max().orElse(0);
	}

	int quantile(double part, ToIntFunction<ClassFigures> figure) {
		int[] values = this.classes.stream().mapToInt(figure).sorted().toArray();
		return values[(int) (values.length * part)];
	}

	double percentage(Function<ClassFigures, List<Integer>> figures, IntPredicate condition) {
		List<Integer> values = this.classes.stream().map(figures).flatMap(Collection::stream).toList();
		return 100.0 * values.stream().mapToInt(Integer::intValue).filter(condition).count() / values.size();
	}

	int largestRoom() {
		return rooms().values().stream().mapToInt(Long::intValue).max().orElse(0);
	}

	String largestRooms() {
		return rooms().entrySet()
			.stream()
			.sorted(Map.Entry.<String, Long>comparingByValue().reversed())
			.limit(MOST_NAMED)
			.map((room) -> room.getKey().substring(room.getKey().lastIndexOf('.') + 1) + " " + room.getValue())
			.collect(Collectors.joining(", "));
	}

	private Map<String, Long> rooms() {
		return this.classes.stream().collect(Collectors.groupingBy(ClassFigures::room, Collectors.counting()));
	}

	/**
	 * Names the classes with the largest figures, so that one sees where to begin.
	 * @param figure the figure
	 * @return the names with their figures
	 */
	String largest(ToIntFunction<ClassFigures> figure) {
		return sorted(figure).limit(MOST_NAMED)
			.map((type) -> type.name().substring(type.room().length() + 1) + " " + figure.applyAsInt(type))
			.collect(Collectors.joining(", "));
	}

	private Stream<ClassFigures> sorted(ToIntFunction<ClassFigures> figure) {
		return this.classes.stream().sorted(Comparator.comparingInt(figure).reversed());
	}

}
