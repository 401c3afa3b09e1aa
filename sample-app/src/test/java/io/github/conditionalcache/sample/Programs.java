package io.github.conditionalcache.sample;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Programs that are installed on this machine.
 */
final class Programs {

	private Programs() {
	}

	static Optional<Path> find(String... names) {
		String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
		return Arrays.stream(names)
			.flatMap((name) -> Arrays.stream(path.split(File.pathSeparator))
				.map((directory) -> Path.of(directory, name)))
			.filter((file) -> file.toFile().canExecute())
			.findFirst();
	}

}
