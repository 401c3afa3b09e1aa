package io.github.conditionalcache.version.marked;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

import io.github.conditionalcache.tag.CanonicalBytes;
import io.github.conditionalcache.tag.ValueVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.util.Assert;

/**
 * Reads the versions of files: their size and their modification time at the full
 * precision of the file system. Thread-safe.
 * <p>
 * A resource that is no file, such as one inside a jar, has no version of its own: the
 * time of its archive says when the application was built.
 *
 * @since 0.1.0
 */
public final class FileVersions {

	private static final Instant YEAR_2000 = Instant.parse("2000-01-01T00:00:00Z");

	private final Instant notBefore;

	/**
	 * Create an instance that ignores modification times before 2000.
	 */
	public FileVersions() {
		this(YEAR_2000);
	}

	/**
	 * Create an instance.
	 * @param notBefore the earliest modification time to believe: container images give
	 * all their files one time long past, the same for every build
	 */
	public FileVersions(Instant notBefore) {
		Assert.notNull(notBefore, "'notBefore' must not be null");
		this.notBefore = notBefore;
	}

	/**
	 * Read the version of a file.
	 * @param resource the resource
	 * @return the version, or {@code null} if the resource is no readable file or its
	 * modification time is not to be believed
	 */
	public @Nullable ValueVersion read(Resource resource) {
		if (!resource.isFile()) {
			return null;
		}
		try {
			return read(resource.getFilePath());
		}
		catch (IOException | UnsupportedOperationException ex) {
			return null;
		}
	}

	private @Nullable ValueVersion read(Path path) throws IOException {
		BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
		Instant modified = file.lastModifiedTime().toInstant();
		if (!file.isRegularFile() || !Files.isReadable(path) || modified.isBefore(this.notBefore)) {
			return null;
		}
		byte[] state = new CanonicalBytes().add("file")
			.add(path.getFileName().toString())
			.add(file.size())
			.add(modified.getEpochSecond())
			.add(modified.getNano())
			.toByteArray();
		return new ValueVersion(state, modified, false);
	}

}
