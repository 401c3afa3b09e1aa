package io.github.conditionalcache.webmvc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Downloads more than a server's memory could hold, from a JVM of its own: one that runs
 * out of memory ends.
 */
class LargeBodiesTests {

	private static final int CLIENTS = 16;

	private static final List<String> PATHS = List.of("/list", "/raw", "/view");

	private static Content expected;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@TempDir
	private Path directory;

	@BeforeAll
	static void readExpectedContent() throws IOException {
		expected = Content.of(LargeBodiesApplication::writeTo);
		assertThat(expected.length()).isGreaterThan(64 * 1024 * 1024);
	}

	@ParameterizedTest
	@ValueSource(strings = { "tomcat", "jetty" })
	void downloadsWhenLargerThanTheHeapAreWhole(String server) throws Exception {
		Path output = this.directory.resolve("output");
		Process process = start(server, output);
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		try {
			int port = port(process, output);
			List<Future<Content>> downloads = new ArrayList<>();
			for (int i = 0; i < CLIENTS; i++) {
				String path = PATHS.get(i % PATHS.size());
				downloads.add(clients.submit(() -> download(port, path)));
			}
			for (Future<Content> download : downloads) {
				assertThat(download).as(() -> read(output)).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(expected);
			}
			assertThat(process.isAlive()).as(() -> read(output)).isTrue();
		}
		finally {
			clients.shutdownNow();
			process.destroyForcibly().waitFor();
		}
		assertThat(read(output)).doesNotContain("OutOfMemoryError");
	}

	private Process start(String server, Path output) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
				"-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				"-Dportfile=" + portFile(), LargeBodiesApplication.class.getName(), "--server.port=0",
				"--spring.profiles.active=" + server)
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
	}

	private int port(Process process, Path output) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> !process.isAlive() || (Files.exists(portFile()) && !read(portFile()).isEmpty()));
		assertThat(process.isAlive()).as(() -> read(output)).isTrue();
		return Integer.parseInt(read(portFile()));
	}

	private Path portFile() {
		return this.directory.resolve("port");
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Content download(int port, String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
		HttpResponse<InputStream> response = this.client.send(request, BodyHandlers.ofInputStream());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("ETag")).isEmpty();
		try (InputStream body = response.body()) {
			return Content.of(body::transferTo);
		}
	}

	/**
	 * What content is compared by.
	 *
	 * @param length its length in bytes
	 * @param checksum its checksum
	 */
	private record Content(long length, long checksum) {

		private static Content of(Source source) throws IOException {
			CRC32 checksum = new CRC32();
			long[] length = { 0 };
			source.writeTo(new OutputStream() {

				@Override
				public void write(int value) {
					write(new byte[] { (byte) value }, 0, 1);
				}

				@Override
				public void write(byte[] bytes, int offset, int count) {
					checksum.update(bytes, offset, count);
					length[0] += count;
				}

			});
			return new Content(length[0], checksum.getValue());
		}

	}

	@FunctionalInterface
	private interface Source {

		void writeTo(OutputStream out) throws IOException;

	}

}
