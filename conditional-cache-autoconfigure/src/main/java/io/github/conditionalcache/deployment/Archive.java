package io.github.conditionalcache.deployment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

import org.jspecify.annotations.Nullable;

/**
 * The list of entries at the end of a zip file (APPNOTE 4.3.12): it holds sizes and
 * checksums, so that no content has to be read. The times in it are left out, since each
 * build has its own. An archive that is stored inside another is read where it stands.
 */
final class Archive {

	private static final int END_SIGNATURE = 0x0605_4B50;

	private static final int END_LENGTH = 22;

	/** Comments are rare, and mostly short. */
	private static final int SHORT_COMMENT = 256;

	private static final int LONGEST_COMMENT = 0xFFFF;

	private static final int LOCATOR_SIGNATURE = 0x0706_4B50;

	private static final int LOCATOR_LENGTH = 20;

	private static final int LONG_END_LENGTH = 56;

	private static final int ENTRY_SIGNATURE = 0x0201_4B50;

	private static final int ENTRY_LENGTH = 46;

	private static final int HEADER_LENGTH = 30;

	private static final byte[] JAR = ".jar".getBytes(StandardCharsets.US_ASCII);

	private final FileChannel file;

	private final byte[] bytes;

	/** The same bytes. */
	private final ByteBuffer entries;

	/** Where the offsets of entries are counted from. */
	private final long origin;

	private Archive(FileChannel file, byte[] entries, long origin) {
		this.file = file;
		this.bytes = entries;
		this.entries = view(entries);
		this.origin = origin;
	}

	/**
	 * Sums up an archive.
	 * @param file the file that it is, or stands in
	 * @param start where it begins
	 * @param length how long it is
	 * @return the sum over all entries
	 * @throws IOException if it can't be read, or is no archive
	 */
	static ContentSum sum(FileChannel file, long start, long length) throws IOException {
		return open(file, start, length).sum();
	}

	private static Archive open(FileChannel file, long start, long length) throws IOException {
		Archive archive = open(file, start, length, SHORT_COMMENT);
		archive = (archive != null) ? archive : open(file, start, length, LONGEST_COMMENT);
		if (archive == null) {
			throw new ZipException("Not an archive");
		}
		return archive;
	}

	private static @Nullable Archive open(FileChannel file, long start, long length, int comment) throws IOException {
		int tail = (int) Math.min(length, LOCATOR_LENGTH + END_LENGTH + comment);
		long tailStart = start + length - tail;
		ByteBuffer bytes = view(read(file, tailStart, tail));
		int end = findEnd(bytes);
		if (end < 0) {
			return null;
		}
		long size = Integer.toUnsignedLong(bytes.getInt(end + 12));
		long offset = Integer.toUnsignedLong(bytes.getInt(end + 16));
		long first = tailStart + end - size;
		int locator = end - LOCATOR_LENGTH;
		if (locator >= 0 && bytes.getInt(locator) == LOCATOR_SIGNATURE) {
			long longEnd = tailStart + locator - LONG_END_LENGTH;
			ByteBuffer sizes = view(read(file, longEnd, LONG_END_LENGTH));
			size = sizes.getLong(40);
			offset = sizes.getLong(48);
			first = longEnd - size;
		}
		if (size < 0 || size > Integer.MAX_VALUE || first < start) {
			throw new ZipException("The list of entries does not fit");
		}
		return new Archive(file, read(file, first, (int) size), first - offset);
	}

	private static int findEnd(ByteBuffer bytes) {
		for (int end = bytes.limit() - END_LENGTH; end >= 0; end--) {
			if (bytes.getInt(end) == END_SIGNATURE
					&& end + END_LENGTH + Short.toUnsignedInt(bytes.getShort(end + 20)) == bytes.limit()) {
				return end;
			}
		}
		return -1;
	}

	private ContentSum sum() throws IOException {
		ContentSum sum = new ContentSum();
		int entry = 0;
		while (entry + ENTRY_LENGTH <= this.entries.limit()) {
			if (this.entries.getInt(entry) != ENTRY_SIGNATURE) {
				throw new ZipException("Not an entry");
			}
			int name = entry + ENTRY_LENGTH;
			int length = Short.toUnsignedInt(this.entries.getShort(entry + 28));
			ByteBuffer named = ByteBuffer.wrap(this.bytes, name, length);
			ContentSum nested = isStoredArchive(entry, name, length) ? nested(entry) : null;
			if (nested != null) {
				sum.add(named, nested.count(), nested.value());
			}
			else {
				sum.add(named, Integer.toUnsignedLong(this.entries.getInt(entry + 24)),
						Integer.toUnsignedLong(this.entries.getInt(entry + 16)));
			}
			entry = name + length + Short.toUnsignedInt(this.entries.getShort(entry + 30))
					+ Short.toUnsignedInt(this.entries.getShort(entry + 32));
		}
		return sum;
	}

	private boolean isStoredArchive(int entry, int name, int length) {
		boolean stored = this.entries.getShort(entry + 10) == 0;
		if (!stored || length < JAR.length) {
			return false;
		}
		for (int i = 0; i < JAR.length; i++) {
			if (this.bytes[name + length - JAR.length + i] != JAR[i]) {
				return false;
			}
		}
		return true;
	}

	// By its entries, as its own checksum changes with their times
	private @Nullable ContentSum nested(int entry) {
		try {
			long header = this.origin + Integer.toUnsignedLong(this.entries.getInt(entry + 42));
			ByteBuffer bytes = view(read(this.file, header, HEADER_LENGTH));
			long start = header + HEADER_LENGTH + Short.toUnsignedInt(bytes.getShort(26))
					+ Short.toUnsignedInt(bytes.getShort(28));
			return sum(this.file, start, Integer.toUnsignedLong(this.entries.getInt(entry + 20)));
		}
		catch (IOException | RuntimeException ex) {
			return null;
		}
	}

	private static ByteBuffer view(byte[] bytes) {
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	private static byte[] read(FileChannel file, long start, int length) throws IOException {
		if (start < 0) {
			throw new ZipException("Not an archive");
		}
		byte[] bytes = new byte[length];
		ByteBuffer target = ByteBuffer.wrap(bytes);
		while (target.hasRemaining()) {
			if (file.read(target, start + target.position()) < 0) {
				throw new ZipException("The archive is cut off");
			}
		}
		return bytes;
	}

}
