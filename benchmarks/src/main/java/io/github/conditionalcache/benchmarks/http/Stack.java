package io.github.conditionalcache.benchmarks.http;

import java.util.Arrays;
import java.util.List;

/**
 * What a server consists of: the class path and the properties that make the difference.
 */
public enum Stack {

	/** Spring MVC without the starter on the class path. */
	PLAIN(false, false),

	/** The starter, and no request to a handler that it manages. */
	UNMANAGED(true, false),

	/** The starter, switched off. */
	DISABLED(true, false, "--conditional-cache.enabled=false"),

	/** Without the starter, with Spring's filter. */
	SHALLOW(false, false, "--benchmark.shallow=true"),

	/** The starter as it comes. */
	STARTER(true, false),

	/** The starter with the fast hash. */
	STARTER_XXH3(true, false, "--conditional-cache.etag.algorithm=xxh3"),

	/** The same as {@link #PLAIN} on Jetty. */
	JETTY_PLAIN(false, true),

	/** The same as {@link #SHALLOW} on Jetty. */
	JETTY_SHALLOW(false, true, "--benchmark.shallow=true"),

	/** The same as {@link #STARTER} on Jetty. */
	JETTY_STARTER(true, true);

	private final boolean starter;

	private final boolean jetty;

	private final String arguments;

	Stack(boolean starter, boolean jetty, String... arguments) {
		this.starter = starter;
		this.jetty = jetty;
		this.arguments = String.join(" ", arguments);
	}

	List<String> arguments() {
		return this.arguments.isEmpty() ? List.of() : List.of(this.arguments.split(" ", -1));
	}

	/**
	 * Returns whether an entry of the whole class path belongs to this server's.
	 * @param entry the entry
	 * @return whether it is needed
	 */
	boolean needs(String entry) {
		String path = entry.replace('\\', '/');
		if (isOf(path, "conditional-cache-autoconfigure", "conditional-cache-starter", "hash4j")) {
			return this.starter;
		}
		if (isOf(path, "tomcat-embed", "spring-boot-tomcat", "spring-boot-starter-tomcat")) {
			return !this.jetty;
		}
		if (isOf(path, "jetty-", "spring-boot-jetty", "spring-boot-starter-jetty")) {
			return this.jetty;
		}
		return true;
	}

	// By the name of the jar, or of the module whose classes they are
	private static boolean isOf(String path, String... names) {
		String file = path.substring(path.lastIndexOf('/') + 1);
		return Arrays.stream(names)
			.anyMatch((name) -> file.startsWith(name) || path.endsWith("/" + name + "/target/classes"));
	}

}
