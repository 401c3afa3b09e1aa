package io.github.conditionalcache.deployment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeployedContent}.
 */
class DeployedContentTests {

	private static final long LATER = 1_800_000_000_000L;

	private static final Packed LIBRARY = Packed.EMPTY.with("lib/A.class", "a").with("lib/B.class", "b");

	private static final Packed CLASSES = Packed.EMPTY.with("com/acme/App.class", "class")
		.with("templates/book.html", "<p>")
		.with("application.properties", "a=b");

	@TempDir
	private Path temp;

	private int number;

	private static Packed fat(Packed classes, byte[] library) {
		Packed fat = Packed.EMPTY.with("META-INF/MANIFEST.MF", "Main-Class: Launcher\n");
		for (Map.Entry<String, byte[]> each : classes.contents().entrySet()) {
			fat = fat.with("BOOT-INF/classes/" + each.getKey(), each.getValue());
		}
		return fat.with("BOOT-INF/lib/library-1.0.jar", library);
	}

	private static Map<String, Packed> changes() {
		Map<String, Packed> changes = new LinkedHashMap<>();
		changes.put("one class", CLASSES.with("com/acme/App.class", "Class"));
		changes.put("one template", CLASSES.with("templates/book.html", "<b>"));
		changes.put("one resource", CLASSES.with("application.properties", "a=c"));
		changes.put("one more", CLASSES.with("com/acme/New.class", ""));
		changes.put("one less", CLASSES.without("templates/book.html"));
		changes.put("another name", CLASSES.without("templates/book.html").with("templates/page.html", "<p>"));
		changes.put("contents exchanged",
				CLASSES.with("templates/book.html", "a=b").with("application.properties", "<p>"));
		return changes;
	}

	@Test
	void archiveWhenPackedAgainAndLyingElsewhereIsTheSame() throws IOException {
		byte[] library = LIBRARY.toArchive();
		String digest = digest(archive("app.jar", fat(CLASSES, library).toArchive()));
		assertThat(digest).matches("[0-9a-f]{16}");
		assertThat(digest(archive("other.jar", fat(CLASSES, library).toArchive(LATER, true)))).isEqualTo(digest);
		byte[] packedAgain = LIBRARY.toArchive(LATER, true);
		assertThat(packedAgain).isNotEqualTo(library);
		assertThat(digest(archive("app.jar", fat(CLASSES, packedAgain).toArchive(LATER, false)))).isEqualTo(digest);
	}

	@Test
	void archiveWhenAnythingInItChangesIsAnother() throws IOException {
		byte[] library = LIBRARY.toArchive();
		String digest = digest(archive("app.jar", fat(CLASSES, library).toArchive()));
		for (Map.Entry<String, Packed> change : changes().entrySet()) {
			assertThat(digest(archive("app.jar", fat(change.getValue(), library).toArchive()))).as(change.getKey())
				.isNotEqualTo(digest);
		}
		for (Packed changed : List.of(LIBRARY.with("lib/B.class", "c"), LIBRARY.with("lib/C.class", ""),
				LIBRARY.without("lib/A.class"))) {
			assertThat(digest(archive("app.jar", fat(CLASSES, changed.toArchive()).toArchive()))).isNotEqualTo(digest);
		}
		assertThat(digest(archive("app.jar",
				fat(CLASSES, library).with("BOOT-INF/lib/more.jar", LIBRARY.toArchive()).toArchive())))
			.isNotEqualTo(digest);
		assertThat(
				digest(archive("app.jar", fat(CLASSES, library).without("BOOT-INF/lib/library-1.0.jar").toArchive())))
			.isNotEqualTo(digest);
	}

	@Test
	void archiveBehindAScriptIsTheSame() throws IOException {
		byte[] archive = fat(CLASSES, LIBRARY.toArchive()).toArchive();
		ByteArrayOutputStream executable = new ByteArrayOutputStream();
		executable.write("#!/bin/bash\nexec java -jar $0\n".getBytes(StandardCharsets.US_ASCII));
		executable.write(archive);
		assertThat(digest(archive("app.jar", executable.toByteArray()))).isEqualTo(digest(archive("app.jar", archive)));
	}

	@Test
	void nestedArchiveThatIsNoneCountsByItsBytes() throws IOException {
		String digest = digest(archive("app.jar", fat(CLASSES, new byte[] { 1, 2, 3 }).toArchive()));
		assertThat(digest(archive("app.jar", fat(CLASSES, new byte[] { 1, 2, 3 }).toArchive(LATER, true))))
			.isEqualTo(digest);
		assertThat(digest(archive("app.jar", fat(CLASSES, new byte[] { 1, 2, 4 }).toArchive()))).isNotEqualTo(digest);
	}

	@Test
	void fileThatIsNoArchiveCountsByItsBytes() throws IOException {
		String digest = digest(archive("app.jar", new byte[] { 1, 2, 3 }));
		assertThat(digest(archive("app.jar", new byte[] { 1, 2, 3 }))).isEqualTo(digest);
		assertThat(digest(archive("app.jar", new byte[] { 1, 2, 4 }))).isNotEqualTo(digest);
		assertThat(digest(archive("app.jar", new byte[0]))).isNotEqualTo(digest);
	}

	@Test
	void foldersAndLibrariesWhenLyingElsewhereAreTheSame() throws IOException {
		Path library = archive("library-1.0.jar", LIBRARY.toArchive());
		String digest = digest(folder(CLASSES), library);
		Path elsewhere = folder(CLASSES);
		Files.setLastModifiedTime(elsewhere.resolve("templates/book.html"), FileTime.from(Instant.EPOCH));
		assertThat(digest(elsewhere, archive("library-1.0.jar", LIBRARY.toArchive(LATER, true)))).isEqualTo(digest);
		assertThat(digest(library, folder(CLASSES))).isEqualTo(digest);
	}

	@Test
	void foldersAndLibrariesWhenAnythingChangesAreOthers() throws IOException {
		Path library = archive("library-1.0.jar", LIBRARY.toArchive());
		String digest = digest(folder(CLASSES), library);
		for (Map.Entry<String, Packed> change : changes().entrySet()) {
			assertThat(digest(folder(change.getValue()), library)).as(change.getKey()).isNotEqualTo(digest);
		}
		assertThat(digest(folder(CLASSES), archive("library-1.0.jar", LIBRARY.with("lib/B.class", "c").toArchive())))
			.isNotEqualTo(digest);
		assertThat(digest(folder(CLASSES))).isNotEqualTo(digest);
	}

	@Test
	void librariesInAFolderCountByTheirEntries() throws IOException {
		Packed exploded = Packed.EMPTY.with("classes/A.class", "a").with("lib/a.jar", LIBRARY.toArchive());
		String digest = digest(folder(exploded));
		assertThat(digest(folder(exploded.with("lib/a.jar", LIBRARY.toArchive(LATER, true))))).isEqualTo(digest);
		assertThat(digest(folder(exploded.with("lib/a.jar", LIBRARY.with("lib/A.class", "c").toArchive()))))
			.isNotEqualTo(digest);
	}

	private Path archive(String name, byte[] content) throws IOException {
		return Packed.write(this.temp.resolve(this.number++ + "/" + name), content);
	}

	private Path folder(Packed content) throws IOException {
		return content.toFolder(this.temp.resolve(this.number++ + "/classes"));
	}

	private static String digest(Path... roots) throws IOException {
		return DeployedContent.digest(List.of(roots));
	}

}
