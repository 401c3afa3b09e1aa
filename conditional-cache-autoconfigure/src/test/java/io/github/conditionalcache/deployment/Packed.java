package io.github.conditionalcache.deployment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An application to be packed: contents by name. Immutable.
 *
 * @param contents the contents
 */
record Packed(Map<String, byte[]> contents) {

	static final Packed EMPTY = new Packed(Map.of());

	Packed with(String name, String content) {
		return with(name, content.getBytes(StandardCharsets.UTF_8));
	}

	Packed with(String name, byte[] content) {
		Map<String, byte[]> more = new LinkedHashMap<>(this.contents);
		more.put(name, content);
		return new Packed(more);
	}

	Packed without(String name) {
		Map<String, byte[]> less = new LinkedHashMap<>(this.contents);
		less.remove(name);
		return new Packed(less);
	}

	/**
	 * Packs an archive, in which other archives are stored.
	 * @param time time of all entries
	 * @param reversed whether the entries stand in reverse order
	 * @return the archive
	 */
	byte[] toArchive(long time, boolean reversed) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		List<String> names = new ArrayList<>(this.contents.keySet());
		if (reversed) {
			Collections.reverse(names);
		}
		try (ZipOutputStream out = new ZipOutputStream(bytes)) {
			for (String name : names) {
				byte[] content = this.contents.get(name);
				ZipEntry entry = new ZipEntry(name);
				entry.setTime(time);
				if (name.endsWith(".jar")) {
					CRC32 checksum = new CRC32();
					checksum.update(content);
					entry.setMethod(ZipEntry.STORED);
					entry.setSize(content.length);
					entry.setCrc(checksum.getValue());
				}
				out.putNextEntry(entry);
				out.write(content);
			}
			out.setComment("packed at " + time);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	byte[] toArchive() {
		return toArchive(1_700_000_000_000L, false);
	}

	Path toFolder(Path folder) throws IOException {
		for (Map.Entry<String, byte[]> each : this.contents.entrySet()) {
			Path file = folder.resolve(each.getKey());
			Files.createDirectories(file.getParent());
			Files.write(file, each.getValue());
		}
		return folder;
	}

	static Path write(Path file, byte[] content) throws IOException {
		Files.createDirectories(file.getParent());
		return Files.write(file, content);
	}

}
