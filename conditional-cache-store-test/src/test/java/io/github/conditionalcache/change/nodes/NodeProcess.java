package io.github.conditionalcache.change.nodes;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node in a process of its own, which can be killed, stopped and resumed. It ends with
 * this process.
 */
final class NodeProcess implements Node, AutoCloseable {

	/**
	 * Name of the connections to the database.
	 */
	static final String CONNECTIONS = "node";

	private final List<String> command = new ArrayList<>();

	private final Path log;

	private @Nullable Process process;

	private volatile @Nullable URI address;

	/**
	 * Prepares a node.
	 * @param log its log
	 * @param url the database
	 */
	NodeProcess(Path log, String url) {
		this.log = log;
		this.command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		this.command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-Xshare:auto"));
		this.command.addAll(List.of("-cp", classPath(), NodeApplication.class.getName()));
		this.command.addAll(List.of("--server.port=0", "--spring.main.banner-mode=off",
				"--logging.threshold.console=off", "--logging.file.name=" + log));
		this.command.addAll(List.of("--conditional-cache.change-tags.store=jdbc",
				"--conditional-cache.change-tags.jdbc.initialize-schema=always", "--spring.datasource.url=" + url,
				"--spring.datasource.hikari.data-source-properties.ApplicationName=" + CONNECTIONS,
				"--spring.datasource.hikari.connection-timeout=2000",
				"--conditional-cache.diagnostics.explain-header=true"));
	}

	// An empty element would stand for the current directory. The logs there change all
	// the
	// time, and each start would be another deployment with other entity tags
	private static String classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((element) -> !element.isEmpty())
			.collect(Collectors.joining(File.pathSeparator));
	}

	void start() throws IOException {
		this.process = new ProcessBuilder(this.command).redirectError(Redirect.appendTo(new File(this.log + ".err")))
			.start();
		String port = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.US_ASCII))
			.readLine();
		assertThat(port).as("port of a node; its log is in " + this.log).isNotNull();
		this.address = URI.create("http://localhost:" + port);
	}

	/**
	 * Ends the process, whatever it is doing.
	 */
	void kill() {
		this.address = null;
		if (this.process != null) {
			this.process.destroyForcibly().onExit().join();
		}
	}

	/**
	 * Stops all threads, wherever they are.
	 */
	void stop() throws IOException, InterruptedException {
		signal("STOP");
	}

	void resume() throws IOException, InterruptedException {
		signal("CONT");
	}

	private void signal(String signal) throws IOException, InterruptedException {
		Process node = this.process;
		assertThat(node).isNotNull();
		assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(node.pid())).start().waitFor()).isZero();
	}

	@Override
	public @Nullable URI address() {
		return this.address;
	}

	@Override
	public void close() {
		kill();
	}

}
