package io.github.conditionalcache.webmvc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.support.ResourceRegion;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReturnedContent}.
 */
class ReturnedContentTests {

	private static final ResourceRegion PART = new ResourceRegion(new ByteArrayResource(new byte[2]), 0, 1);

	static Stream<Arguments> content() {
		InputStream empty = new ByteArrayInputStream(new byte[0]);
		return Stream.of(Arguments.of("nothing", null, false, false), Arguments.of("text", "a", true, false),
				Arguments.of("empty text", "", false, false),
				Arguments.of("empty builder", new StringBuilder(), false, false),
				Arguments.of("bytes", new byte[1], true, false), Arguments.of("no bytes", new byte[0], false, false),
				Arguments.of("resource", new ByteArrayResource(new byte[1]), true, false),
				Arguments.of("empty resource", new ByteArrayResource(new byte[0]), false, false),
				Arguments.of("stream, which is not read", new InputStreamResource(empty), true, false),
				Arguments.of("missing file", new FileSystemResource("no-such-file"), true, false),
				Arguments.of("part", PART, true, true), Arguments.of("parts", List.of(PART), true, true),
				Arguments.of("list", List.of("a"), true, false), Arguments.of("empty list", List.of(), true, false));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void content(String name, @Nullable Object value, boolean present, boolean part) {
		assertThat(ReturnedContent.isPresent(value)).isEqualTo(present);
		assertThat(ReturnedContent.isPart(value)).isEqualTo(part);
	}

}
