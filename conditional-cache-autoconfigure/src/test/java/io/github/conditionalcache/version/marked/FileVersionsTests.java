package io.github.conditionalcache.version.marked;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;

import io.github.conditionalcache.tag.ValueVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;

class FileVersionsTests {

	private static final Instant MODIFIED = Instant.parse("2026-11-21T12:00:00.123456Z");

	private final FileVersions files = new FileVersions();

	@TempDir
	Path directory;

	@Test
	void readWhenFileHasSizeAndTime() throws IOException {
		ValueVersion version = read("abc", MODIFIED);
		assertThat(version.lastModified()).isEqualTo(MODIFIED);
		assertThat(version.collection()).isFalse();
		assertThat(read("xyz", MODIFIED).state()).isEqualTo(version.state());
		assertThat(read("abcd", MODIFIED).state()).isNotEqualTo(version.state());
		assertThat(read("abc", MODIFIED.plusNanos(1000)).state()).isNotEqualTo(version.state());
	}

	@Test
	void readWhenTimeIsThatOfAnImageBuildHasNone() throws IOException {
		assertThat(this.files.read(file("abc", Instant.parse("1980-01-01T00:00:01Z")))).isNull();
		assertThat(new FileVersions(Instant.EPOCH).read(file("abc", Instant.parse("1980-01-01T00:00:01Z"))))
			.isNotNull();
	}

	@Test
	void readWhenNoFileHasNone() {
		assertThat(this.files.read(new ByteArrayResource(new byte[1]))).isNull();
		assertThat(this.files.read(new FileSystemResource(this.directory))).isNull();
		assertThat(this.files.read(new FileSystemResource(this.directory.resolve("missing")))).isNull();
		assertThat(this.files.read(new ClassPathResource("org/junit/jupiter/api/Test.class"))).isNull();
	}

	private ValueVersion read(String content, Instant modified) throws IOException {
		return Objects.requireNonNull(this.files.read(file(content, modified)));
	}

	private FileSystemResource file(String content, Instant modified) throws IOException {
		Path file = this.directory.resolve("file.txt");
		Files.writeString(file, content);
		Files.setLastModifiedTime(file, FileTime.from(modified));
		return new FileSystemResource(file);
	}

}
