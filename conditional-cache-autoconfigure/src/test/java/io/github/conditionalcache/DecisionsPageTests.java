package io.github.conditionalcache;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the page about decisions keeps the order of the rooms and names classes that
 * exist.
 */
class DecisionsPageTests {

	private static final Path PAGE = Path.of("../docs/decisions.md");

	private static final Path MAIN = Path.of("src/main/java/io/github/conditionalcache");

	private static final String API = "The API";

	private static final String BUILD = "Build, tests and measurements";

	/** Seen in libraries that the tests do not have. */
	private static final Set<String> ELSEWHERE = Set.of("TracingObservationHandler");

	private static final Pattern HEADING = Pattern.compile("^(##|###) (.+)$", Pattern.MULTILINE);

	private static final Pattern LINK = Pattern.compile("^ *- \\[(.+)]\\(#(.+)\\)$", Pattern.MULTILINE);

	private static final Pattern NAME = Pattern.compile("`@?([A-Z][a-z]+(?:[A-Z][a-z0-9]*)+)");

	@Test
	void sectionsStandInTheOrderOfRooms() throws IOException {
		List<String> sections = HEADING.matcher(page())
			.results()
			.filter((heading) -> heading.group(1).equals("##"))
			.map((heading) -> heading.group(2))
			.toList();
		assertThat(sections).startsWith(API).endsWith(BUILD);
		List<String> rooms = sections.subList(0, sections.size() - 1).stream().map(DecisionsPageTests::room).toList();
		assertThat(rooms).containsExactlyElementsOf(RoomsTests.ROOMS.stream().filter(rooms::contains).toList());
	}

	@Test
	void decisionsNameAClassOfTheirRoom() throws IOException {
		for (String section : page().split("(?m)^## ")) {
			String title = section.lines().findFirst().orElse("");
			if (!title.startsWith("#") && !title.equals(BUILD)) {
				Path room = MAIN.resolve(room(title).replace('.', '/'));
				Stream.of(section.split("(?m)^### ")).skip(1).forEach((decision) -> {
					String[] lines = decision.split("\n", 4);
					assertThat(lines[2]).as(lines[0]).startsWith("*Carried by* `");
					assertThat(room.resolve(lines[2].split("`")[1] + ".java")).as(lines[0]).exists();
				});
			}
		}
	}

	@Test
	void contentsListEachHeading() throws IOException {
		List<String> headings = HEADING.matcher(page()).results().map((heading) -> anchor(heading.group(2))).toList();
		List<MatchResult> links = LINK.matcher(page()).results().toList();
		assertThat(links).extracting((link) -> link.group(2)).containsExactlyElementsOf(headings);
		assertThat(links).allSatisfy((link) -> assertThat(anchor(link.group(1))).isEqualTo(link.group(2)));
	}

	@Test
	void classesExist() throws IOException {
		Set<String> known = Stream.concat(sources(), libraries()).collect(Collectors.toSet());
		assertThat(NAME.matcher(page())
			.results()
			.map((name) -> name.group(1))
			.filter((name) -> !ELSEWHERE.contains(name) && !isOfPlatform(name))).isNotEmpty().isSubsetOf(known);
	}

	private static String page() throws IOException {
		return Files.readString(PAGE);
	}

	private static String room(String title) {
		return title.equals(API) ? "" : StringUtils.delete(title, "`");
	}

	private static String anchor(String heading) {
		return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
	}

	private static boolean isOfPlatform(String name) {
		return Stream.of("java.lang.", "java.util.", "java.util.concurrent.")
			.anyMatch((prefix) -> ClassUtils.isPresent(prefix + name, null));
	}

	private static Stream<String> sources() throws IOException {
		try (Stream<Path> files = Files.find(Path.of(".."), Integer.MAX_VALUE,
				(file, attributes) -> file.toString().endsWith(".java"))) {
			return files.map((file) -> StringUtils.stripFilenameExtension(file.getFileName().toString()))
				.toList()
				.stream();
		}
	}

	private static Stream<String> libraries() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> entry.endsWith(".jar"))
			.flatMap((jar) -> classes(jar).stream());
	}

	private static List<String> classes(String jar) {
		try (JarFile file = new JarFile(jar)) {
			return file.stream()
				.filter((entry) -> entry.getName().endsWith(".class"))
				.map((entry) -> StringUtils.stripFilenameExtension(StringUtils.getFilename(entry.getName())))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
