package io.github.conditionalcache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the page about the inside names rooms and classes that exist.
 */
class ArchitecturePageTests {

	private static final Path PAGE = Path.of("../docs/internals/architecture.md");

	private static final Path MAIN = Path.of("src/main/java/io/github/conditionalcache");

	private static final Pattern ROOM = Pattern.compile("^\\| (?:`([a-z.]+)`|\\(root\\)) \\| [^|]* \\| (.*) \\|$",
			Pattern.MULTILINE);

	private static final Pattern ROOM_OF_CHANGE = Pattern.compile("^\\| [^|]* \\| `([a-z.]+)` \\| ", Pattern.MULTILINE);

	private static final Pattern CLASS = Pattern.compile("(?<=`)[A-Z]\\w+|\\b[A-Z][a-z]+(?:[A-Z0-9][a-z0-9]*)+\\b");

	@Test
	void pageListsEachRoomOnce() throws IOException {
		try (Stream<Path> files = Files.walk(MAIN)) {
			Set<String> packages = files.filter((file) -> file.getFileName().toString().equals("package-info.java"))
				.map((file) -> MAIN.relativize(file.getParent()).toString().replace('/', '.').replace('\\', '.'))
				.collect(Collectors.toCollection(TreeSet::new));
			packages.remove("");
			assertThat(rooms()).containsExactlyInAnyOrderElementsOf(packages);
		}
	}

	@Test
	void roomsStandInTheirOrder() throws IOException {
		assertThat(rooms()).containsExactlyElementsOf(RoomsTests.ROOMS.subList(1, RoomsTests.ROOMS.size()));
	}

	@Test
	void roomsWhereAChangeGoesExist() throws IOException {
		String page = Files.readString(PAGE);
		assertThat(ROOM_OF_CHANGE.matcher(page.substring(page.indexOf("## Where a change goes")))
			.results()
			.map((row) -> row.group(1))).hasSizeGreaterThan(5).isSubsetOf(RoomsTests.ROOMS);
	}

	@Test
	void roomsHaveTheClassesToBeginWith() throws IOException {
		ROOM.matcher(table()).results().forEach((row) -> {
			String room = (row.group(1) != null) ? row.group(1) : "";
			CLASS.matcher(row.group(2))
				.results()
				.forEach((name) -> assertThat(MAIN.resolve(room.replace('.', '/')).resolve(name.group() + ".java"))
					.exists());
		});
	}

	@Test
	void classesExist() throws IOException {
		try (Stream<Path> files = Stream.concat(Files.walk(MAIN), Files.walk(Path.of("src/test/java")))) {
			List<String> classes = files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".java"))
				.map((name) -> name.substring(0, name.length() - ".java".length()))
				.toList();
			assertThat(classes).containsAll(CLASS.matcher(Files.readString(PAGE))
				.results()
				.map((match) -> match.group())
				.collect(Collectors.toSet()));
		}
	}

	private static Stream<String> rooms() throws IOException {
		return ROOM.matcher(table()).results().map((row) -> row.group(1)).filter(Objects::nonNull);
	}

	private static String table() throws IOException {
		String page = Files.readString(PAGE);
		return page.substring(page.indexOf("## Rooms"), page.indexOf("## A read"));
	}

}
