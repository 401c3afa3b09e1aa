package io.github.conditionalcache.benchmarks.http;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.conditionalcache.benchmarks.app.BenchmarkApplication;
import io.github.conditionalcache.benchmarks.app.ControlChannel;

/**
 * A server of the benchmark's application. Ends when it is closed, or with the process
 * that started it.
 */
public final class ServerProcess implements Server {

	private static final List<String> OPTIONS = List.of("-XX:-UseDynamicNumberOfCompilerThreads",
			"-XX:-UseDynamicNumberOfGCThreads", "-Djava.security.egd=file:/dev/urandom");

	// Threads that neither come nor go, connections that are not closed after a hundred
	// requests, and nothing that has to be written
	private static final List<String> ARGUMENTS = List.of("--server.port=0", "--server.address=127.0.0.1",
			"--server.tomcat.threads.max=32", "--server.tomcat.threads.min-spare=32",
			"--server.tomcat.max-keep-alive-requests=-1", "--server.jetty.threads.max=32",
			"--server.jetty.threads.min=32", "--logging.level.root=warn", "--spring.main.banner-mode=off",
			"--spring.jmx.enabled=false");

	private static final int PATIENCE = 90;

	private final Process process;

	private final BufferedReader out;

	private int port;

	private ServerProcess(Process process) {
		this.process = process;
		this.out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
	}

	/**
	 * Starts a server and returns at once.
	 * @param stack what it consists of
	 * @param jvm options of its JVM
	 * @param arguments further arguments of the application
	 * @return the server, not ready yet
	 * @throws IOException if it can't be started
	 */
	public static ServerProcess start(Stack stack, List<String> jvm, String... arguments) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(OPTIONS);
		command.addAll(jvm);
		command.addAll(List.of("-cp", classPath(stack), BenchmarkApplication.class.getName()));
		command.addAll(ARGUMENTS);
		command.addAll(stack.arguments());
		command.addAll(List.of(arguments));
		return new ServerProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
	}

	private static String classPath(Stack stack) {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter(stack::needs)
			.collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * Waits until the server listens.
	 * @return this
	 * @throws IOException if it has ended instead
	 */
	public ServerProcess ready() throws IOException {
		// With too little heap it may neither start nor end
		CompletableFuture<Void> patience = CompletableFuture.runAsync(this.process::destroyForcibly,
				CompletableFuture.delayedExecutor(PATIENCE, TimeUnit.SECONDS));
		try {
			this.port = Integer.parseInt(nextLine());
			askFirst();
			patience.cancel(false);
			return this;
		}
		catch (IOException ex) {
			close();
			throw ex;
		}
	}

	// Spring keeps the conversion of the parameter that needed it first, and compares the
	// annotations of all others with that one's: a tenth of an empty handler's time. None
	// of those that are measured is to be the one that is spared
	private void askFirst() throws IOException {
		Load.once(this.port, Request.get("/first/1", null, 204));
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public Counters counters() throws IOException {
		OutputStream in = this.process.getOutputStream();
		in.write('\n');
		in.flush();
		String[] parts = nextLine().split(" ", 3);
		OptionalLong precise = CpuTime.of(this.process.toHandle());
		return new Counters(precise.orElse(Long.parseLong(parts[0])), Long.parseLong(parts[1]),
				Long.parseLong(parts[2]));
	}

	private String nextLine() throws IOException {
		StringBuilder printed = new StringBuilder();
		String line;
		while ((line = this.out.readLine()) != null) {
			if (line.startsWith(ControlChannel.MARK)) {
				return line.substring(ControlChannel.MARK.length());
			}
			printed.append(line).append('\n');
		}
		throw new IOException("The server has ended: " + printed);
	}

	@Override
	public void close() throws IOException {
		try {
			this.process.getOutputStream().close();
			if (!this.process.waitFor(5, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
