package io.github.conditionalcache.benchmarks.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.Assert;

/**
 * Standard input and output of a server: each line asks for the counters of the process,
 * the end of the input stops it. So no server outlives the run that started it, and
 * asking costs no request.
 */
public final class ControlChannel {

	/** Tells the lines of this channel from what a library may print. */
	public static final String MARK = "@benchmark ";

	private ControlChannel() {
	}

	static void serve(ConfigurableApplicationContext context) {
		Assert.state(((WebServerApplicationContext) context).getWebServer() != null, "There is no web server");
		PrintStream out = System.out;
		out.println(MARK + ((WebServerApplicationContext) context).getWebServer().getPort());
		try (context;
				BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
			while (in.readLine() != null) {
				out.println(MARK + cpuNanos() + " " + allocatedBytes() + " "
						+ ManagementFactory.getCompilationMXBean().getTotalCompilationTime());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static long cpuNanos() {
		return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
	}

	// The sum over live threads is that over all only where none ends: the servers'
	// pools have a fixed size
	private static long allocatedBytes() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
			.filter((bytes) -> bytes > 0)
			.sum();
	}

}
