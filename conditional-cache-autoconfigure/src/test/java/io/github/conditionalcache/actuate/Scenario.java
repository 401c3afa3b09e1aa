package io.github.conditionalcache.actuate;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;

/**
 * A request to {@link WatchedApplication}, and what is to be counted for it by what the
 * documentation says.
 *
 * @param handler the handler that it reaches
 * @param method request method
 * @param pattern path pattern of the handler
 * @param path path that is requested
 * @param fields request fields
 * @param status status of the answer
 * @param counted result, reason, validator and phase, separated by spaces
 * @param looksUp whether a declared version is looked up
 */
record Scenario(String handler, String method, String pattern, String path, List<String> fields, int status,
		String counted, boolean looksUp) {

	private static final String NO_COPY = "\"none\"";

	/**
	 * All there are, so that each result and each reason comes up.
	 * @param tag sends a request and returns its entity tag
	 * @return the requests
	 */
	static List<Scenario> all(Function<Scenario, String> tag) {
		String book = tag.apply(get("get", "/books/{id}", "/books/1", 200, "unconditional none version early", true));
		String locked = tag.apply(get("locked", "/locked", "/locked", 200, "unconditional none version early", true));
		String hashed = tag.apply(get("hashed", "/hashed", "/hashed", 200, "unconditional none body body", false));
		String called = tag
			.apply(get("callable", "/callable", "/callable", 200, "unconditional none body body", false));
		String valued = tag.apply(get("valued", "/valued", "/valued", 200, "unconditional none value value", false));
		String file = tag.apply(get("file", "/file", "/file", 200, "unconditional none file value", false));
		String later = WatchedApplication.CHANGED_FIELD;
		String earlier = "Tue, 03 Feb 2026 04:05:05 GMT";
		return List.of(
				// A declared version
				get("get", "/books/{id}", "/books/1", 200, "unconditional none version early", true),
				get("get", "/books/{id}", "/books/1", 304, "hit none version early", true, "If-None-Match", book),
				get("get", "/books/{id}", "/books/2", 200, "miss changed version early", true, "If-None-Match", book),
				get("get", "/books/{id}", "/books/1", 200, "miss variant version early", true, "If-None-Match", book,
						"Accept-Language", "fr"),
				get("get", "/books/{id}", "/books/1", 200, "passed none version early", true, "If-Match", book),
				get("get", "/books/{id}", "/books/1", 412, "failed changed version value", true, "If-Match", NO_COPY),
				new Scenario("BookController.get", "HEAD", "/books/{id}", "/books/1", List.of("If-None-Match", book),
						304, "hit none version early", true),
				get("dated", "/dated", "/dated", 304, "hit none last-modified early", true, "If-Modified-Since", later),
				get("dated", "/dated", "/dated", 200, "miss changed last-modified early", true, "If-Modified-Since",
						earlier),
				get("locked", "/locked", "/locked", 304, "hit none version early", true, "If-None-Match", locked),
				get("locked", "/locked", "/locked", 200, "unconditional none version early", true),
				get("broken", "/broken", "/broken", 200, "bypass validator-error none none", true, "If-None-Match",
						NO_COPY),
				// Other validators
				get("hashed", "/hashed", "/hashed", 200, "unconditional none body body", false),
				get("hashed", "/hashed", "/hashed", 304, "hit none body body", false, "If-None-Match", hashed),
				new Scenario("BookController.hashed", "HEAD", "/hashed", "/hashed", List.of("If-None-Match", hashed),
						304, "hit none body body", false),
				get("callable", "/callable", "/callable", 304, "hit none body body", false, "If-None-Match", called),
				get("callable", "/callable", "/callable", 200, "miss changed body body", false, "If-None-Match",
						NO_COPY),
				get("valued", "/valued", "/valued", 304, "hit none value value", false, "If-None-Match", valued),
				get("file", "/file", "/file", 304, "hit none file value", false, "If-None-Match", file),
				get("labelled", "/labelled", "/labelled", 304, "hit none application value", false, "If-None-Match",
						"\"v1\""),
				// None
				get("secret", "/secret", "/secret", 200, "bypass no-store none none", false, "If-None-Match", NO_COPY),
				get("welcome", "/welcome", "/welcome", 200, "bypass cookie none none", false),
				get("skipped", "/skipped", "/skipped", 200, "bypass skipped none none", false, "If-None-Match",
						NO_COPY),
				get("scripted", "/scripted", "/scripted", 200, "bypass nonce none none", false),
				get("missing", "/missing", "/missing", 404, "bypass status none none", false),
				get("large", "/large", "/large", 200, "bypass too-large none none", false, "If-None-Match", NO_COPY),
				get("stream", "/stream", "/stream", 200, "bypass streaming none none", false),
				get("raw", "/raw", "/raw", 200, "bypass raw none none", false),
				get("failing", "/failing", "/failing", 500, "bypass error none none", false),
				new Scenario("PlainController.plain", "GET", "/plain", "/plain", List.of(), 200,
						"bypass application none none", false),
				// Writes
				write("put", "PUT", "/books/{id}", "/books/1", 428, "required none version early", true),
				write("put", "PUT", "/books/{id}", "/books/1", 200, "passed none version early", true, "If-Match",
						book),
				write("put", "PUT", "/books/{id}", "/books/2", 412, "failed changed version early", true, "If-Match",
						book),
				write("put", "PUT", "/books/{id}", "/books/1", 412, "failed weak version early", true, "If-Match",
						"W/" + book),
				write("put", "PUT", "/books/{id}", "/books/0", 412, "failed absent version early", true, "If-Match",
						book),
				write("put", "PUT", "/books/{id}", "/books/1", 412, "failed exists version early", true,
						"If-None-Match", "*"),
				write("put", "PUT", "/books/{id}", "/books/1", 412, "failed unreadable version early", true,
						"If-None-Match", "*, *"),
				write("put", "PUT", "/books/{id}", "/books/x", 400, "bypass error none none", false),
				write("delete", "DELETE", "/books/{id}", "/books/1", 200, "unconditional none none none", false),
				write("putDated", "PUT", "/dated", "/dated", 412, "failed date last-modified early", true,
						"If-Unmodified-Since", earlier),
				write("putLocked", "PUT", "/locked", "/locked", 409, "passed optimistic-lock version early", true,
						"If-Match", "*"),
				write("putLocked", "PUT", "/locked", "/locked", 409, "unconditional optimistic-lock none none", false),
				write("putBroken", "PUT", "/broken", "/broken", 503, "bypass validator-error version early", true,
						"If-Match", "*"));
	}

	private static Scenario get(String handler, String pattern, String path, int status, String counted,
			boolean looksUp, String... fields) {
		return new Scenario("BookController." + handler, "GET", pattern, path, List.of(fields), status, counted,
				looksUp);
	}

	private static Scenario write(String handler, String method, String pattern, String path, int status,
			String counted, boolean looksUp, String... fields) {
		return new Scenario("BookController." + handler, method, pattern, path, List.of(fields), status, counted,
				looksUp);
	}

	Answer send(RawHttp client) {
		String[] lines = IntStream.range(0, this.fields.size() / 2)
			.mapToObj((i) -> this.fields.get(2 * i) + ": " + this.fields.get(2 * i + 1))
			.toArray(String[]::new);
		return client.send(this.method, this.path, lines);
	}

	String result() {
		return this.counted.split(" ")[0];
	}

	String reason() {
		return this.counted.split(" ")[1];
	}

	/**
	 * What the answer itself tells of the result.
	 * @param answer the answer
	 * @return the result
	 */
	String resultOf(Answer answer) {
		boolean reads = this.method.equals("GET") || this.method.equals("HEAD");
		boolean labelled = answer.entityTag() != null || answer.field("Last-Modified") != null;
		return switch (answer.status()) {
			case 304 -> "hit";
			case 412 -> "failed";
			case 428 -> "required";
			case 400, 404, 500, 503 -> "bypass";
			case 409 -> this.fields.isEmpty() ? "unconditional" : "passed";
			default -> {
				if (reads && (!labelled || this.path.equals("/plain"))) {
					yield "bypass";
				}
				if (this.fields.stream().anyMatch((field) -> field.startsWith("If-Match"))) {
					yield "passed";
				}
				yield this.fields.isEmpty() ? "unconditional" : "miss";
			}
		};
	}

	Map<String, String> tags() {
		String[] parts = this.counted.split(" ");
		return Map.of("method", this.method, "uri", this.pattern, "result", parts[0], "reason", parts[1], "validator",
				parts[2], "phase", parts[3]);
	}

}
