package io.github.conditionalcache.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * The content of archives and folders: their files, but neither where they lie nor when
 * their files were written. The same artifact has the same digest on every node.
 */
final class DeployedContent {

	private static final int MOST_FILES = 100_000;

	private static final ByteBuffer NO_NAME = ByteBuffer.allocate(0);

	private final byte[] buffer = new byte[1 << 16];

	private int files;

	private DeployedContent() {
	}

	/**
	 * Digests content.
	 * @param roots archives and folders
	 * @return the digest, 16 hexadecimal digits
	 * @throws IOException if something can't be read, or there are too many files
	 */
	static String digest(Collection<Path> roots) throws IOException {
		DeployedContent content = new DeployedContent();
		ContentSum sum = new ContentSum();
		for (Path root : roots) {
			ContentSum each = Files.isDirectory(root) ? content.folder(root) : content.file(root);
			sum.add(NO_NAME, each.count(), each.value());
		}
		return HexFormat.of().toHexDigits(sum.value());
	}

	private ContentSum folder(Path folder) throws IOException {
		ContentSum sum = new ContentSum();
		try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
			for (Iterator<Path> each = all.iterator(); each.hasNext();) {
				Path file = each.next();
				if (Files.isRegularFile(file)) {
					byte[] name = folder.relativize(file)
						.toString()
						.replace(file.getFileSystem().getSeparator(), "/")
						.getBytes(StandardCharsets.UTF_8);
					ContentSum content = file(file);
					sum.add(ByteBuffer.wrap(name), content.count(), content.value());
				}
			}
		}
		return sum;
	}

	private ContentSum file(Path file) throws IOException {
		if (++this.files > MOST_FILES) {
			throw new IOException("there are more than %d files on the class path".formatted(MOST_FILES));
		}
		String name = String.valueOf(file.getFileName());
		for (String type : List.of(".jar", ".war", ".zip")) {
			if (name.endsWith(type)) {
				try (FileChannel channel = FileChannel.open(file)) {
					return Archive.sum(channel, 0, channel.size());
				}
				catch (ZipException ex) {
					// Not the kind of archive that its name says
				}
			}
		}
		return bytes(file);
	}

	private ContentSum bytes(Path file) throws IOException {
		CRC32 checksum = new CRC32();
		long size = 0;
		try (InputStream in = Files.newInputStream(file)) {
			for (int read = in.read(this.buffer); read >= 0; read = in.read(this.buffer)) {
				checksum.update(this.buffer, 0, read);
				size += read;
			}
		}
		ContentSum sum = new ContentSum();
		sum.add(NO_NAME, size, checksum.getValue());
		return sum;
	}

}
