package io.github.conditionalcache.change.nodes;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A file with all events of a run, each in a line. All of them are noticed by one
 * process, and an event that is over when another one begins stands before it, so no
 * clock is needed. Thread-safe.
 */
final class History implements AutoCloseable {

	private final Path file;

	private final BufferedWriter writer;

	History(Path file) throws IOException {
		Files.createDirectories(file.getParent());
		this.file = file;
		this.writer = new BufferedWriter(
				new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8));
	}

	synchronized void add(Event event) {
		try {
			this.writer.write(event.toString());
			this.writer.newLine();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public synchronized void close() throws IOException {
		this.writer.close();
	}

	/**
	 * Checks what was written and closed.
	 * @return the checker that has seen all
	 * @throws IOException if the file can't be read
	 */
	HistoryChecker check() throws IOException {
		HistoryChecker checker = new HistoryChecker();
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(new GZIPInputStream(Files.newInputStream(this.file)), StandardCharsets.UTF_8))) {
			reader.lines().map(Event::parse).forEach(checker::accept);
		}
		return checker;
	}

}
