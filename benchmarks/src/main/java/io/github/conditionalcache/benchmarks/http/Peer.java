package io.github.conditionalcache.benchmarks.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.conditionalcache.benchmarks.report.Measurements;

import org.springframework.util.FileSystemUtils;

/**
 * Servers without a JVM, to see where the rest stands. Not compared with any limit.
 */
public final class Peer implements Server {

	private static final long PATIENCE = 50;

	private static final int TRIES = 100;

	private final Process process;

	private final int port;

	private Peer(List<String> command, int port) throws IOException {
		this.process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		this.port = port;
	}

	/**
	 * Measures those that are installed.
	 * @param rounds how often
	 * @param window how long each time
	 * @param measurements takes what is measured
	 * @param progress is told what is done, and what is left out
	 * @throws IOException if one fails that is installed
	 */
	public static void run(int rounds, Duration window, Measurements measurements, Consumer<String> progress)
			throws IOException {
		Path directory = Files.createTempDirectory("peers");
		try {
			if (isInstalled(List.of("nginx", "-v"))) {
				measure("nginx", nginx(directory), rounds, window, measurements);
				progress.accept("nginx");
			}
			else {
				progress.accept("nginx is not installed: left out");
			}
			if (isInstalled(List.of("node", "-e", "require('express')"))) {
				measure("express", express(directory), rounds, window, measurements);
				progress.accept("Express");
			}
			else {
				progress.accept("Express is not installed: left out");
			}
		}
		finally {
			FileSystemUtils.deleteRecursively(directory);
		}
	}

	private static boolean isInstalled(List<String> command) throws IOException {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static Peer nginx(Path directory) throws IOException {
		int port = freePort();
		Files.writeString(Files.createDirectory(directory.resolve("16k")).resolve("1"),
				"{\"item\": \"0123456789\"}\n".repeat(16 * 1024 / 23));
		Path configuration = directory.resolve("nginx.conf");
		Files.writeString(configuration,
				resource("nginx.conf").replace("@directory@", directory.toString())
					.replace("@port@", String.valueOf(port))
					.replace("@user@", System.getProperty("user.name")));
		return new Peer(List.of("nginx", "-p", directory.toString(), "-c", configuration.toString()), port);
	}

	private static Peer express(Path directory) throws IOException {
		int port = freePort();
		Path script = directory.resolve("express.js");
		Files.writeString(script, resource("express.js"));
		return new Peer(List.of("node", script.toString(), String.valueOf(port)), port);
	}

	private static String resource(String name) throws IOException {
		try (InputStream in = Peer.class.getResourceAsStream("/peers/" + name)) {
			if (in == null) {
				throw new IOException("There is no resource " + name);
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static void measure(String name, Peer peer, int rounds, Duration window, Measurements measurements)
			throws IOException {
		try (peer) {
			peer.ready();
			String tag = Load.once(peer.port(), Request.get("/16k/1", null, 200)).field("ETag");
			Target full = new Target(peer, List.of(Request.get("/16k/1", null, 200)));
			Target held = new Target(peer, List.of(Request.get("/16k/1", tag, 304)));
			full.load(16, window);
			held.load(16, window);
			for (int round = 0; round < rounds; round++) {
				full.sample(16, window).record(measurements, name + "/16k/200");
				held.sample(16, window).record(measurements, name + "/16k/304");
			}
		}
	}

	private void ready() throws IOException {
		try {
			for (int i = 0; i < TRIES; i++) {
				if (this.process.waitFor(PATIENCE, TimeUnit.MILLISECONDS)) {
					throw new IOException("It has ended: " + this.process.info());
				}
				try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
					if (socket.isConnected()) {
						return;
					}
				}
				catch (IOException ex) {
					// Not yet
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new IOException("It does not listen");
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public Counters counters() throws IOException {
		return new Counters(CpuTime.of(this.process.toHandle()).orElse(0), 0, 0);
	}

	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroy);
		this.process.destroy();
	}

}
