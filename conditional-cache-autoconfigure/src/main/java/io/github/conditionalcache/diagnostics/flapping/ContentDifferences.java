package io.github.conditionalcache.diagnostics.flapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntBiFunction;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Finds where successive contents differ, as exactly as their media type allows.
 */
final class ContentDifferences {

	private final boolean json;

	/**
	 * Creates it.
	 * @param json whether JSON can be read
	 */
	ContentDifferences(boolean json) {
		this.json = json;
	}

	/**
	 * Returns in words where each content differs from the one before.
	 * @param contents the contents, no two successive ones the same
	 * @param contentType field value of the last one's Content-Type
	 * @return where, without any of the content
	 */
	String between(List<Content> contents, @Nullable String contentType) {
		List<byte[]> kept = new ArrayList<>();
		for (Content content : contents) {
			byte[] bytes = content.bytes();
			if (bytes == null) {
				return "unknown, as more than %d KiB are not compared".formatted(Content.LONGEST_KEPT / 1024);
			}
			kept.add(bytes);
		}
		return places(kept, mediaType(contentType));
	}

	private String places(List<byte[]> contents, String mediaType) {
		String places = (this.json && isJson(mediaType)) ? JsonDifferences.between(contents) : null;
		if (places != null) {
			return places;
		}
		return isText(mediaType) ? "the text, from line %d on".formatted(first(contents, ContentDifferences::lineOf))
				: "the bytes, from offset %d on".formatted(first(contents, (content, offset) -> offset));
	}

	private static int first(List<byte[]> contents, ToIntBiFunction<byte[], Integer> position) {
		return IntStream.range(1, contents.size()).map((i) -> {
			byte[] content = contents.get(i);
			int offset = Math.max(Arrays.mismatch(contents.get(i - 1), content), 0);
			return position.applyAsInt(content, offset);
		}).min().orElse(0);
	}

	private static int lineOf(byte[] content, int offset) {
		return 1 + (int) IntStream.range(0, offset).filter((i) -> content[i] == '\n').count();
	}

	private static String mediaType(@Nullable String contentType) {
		return (contentType != null) ? contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT) : "";
	}

	private static boolean isJson(String mediaType) {
		return mediaType.equals("application/json") || mediaType.endsWith("+json");
	}

	private static boolean isText(String mediaType) {
		return mediaType.startsWith("text/") || mediaType.endsWith("json") || mediaType.endsWith("xml")
				|| mediaType.endsWith("yaml") || mediaType.endsWith("javascript");
	}

}
