package io.github.conditionalcache.benchmarks.report;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.management.OperatingSystemMXBean;

import org.springframework.boot.SpringBootVersion;
import org.springframework.core.SpringVersion;

/**
 * What a run ran on.
 */
final class Machine {

	private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");

	private Machine() {
	}

	static String describe() {
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		return String.format(Locale.ROOT, "%s, %d processors, %.0f GiB of memory, %s %s", processor(),
				system.getAvailableProcessors(), system.getTotalMemorySize() / (double) (1L << 30), system.getName(),
				system.getVersion());
	}

	static String versions() {
		return "JDK %s (%s), Spring Boot %s, Spring Framework %s, Tomcat %s, Jetty %s".formatted(Runtime.version(),
				System.getProperty("java.vm.vendor"), SpringBootVersion.getVersion(), SpringVersion.getVersion(),
				jar("tomcat-embed-core"), jar("jetty-server"));
	}

	static double load() {
		return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
	}

	private static String processor() {
		try {
			Matcher matcher = MODEL.matcher(Files.readString(Path.of("/proc/cpuinfo")));
			if (matcher.find()) {
				return matcher.group(1).trim();
			}
		}
		catch (IOException ex) {
			// Then what the JVM says must do
		}
		return System.getProperty("os.arch");
	}

	private static String jar(String name) {
		Matcher matcher = Pattern.compile(Pattern.quote(name) + "-([\\d.]+)\\.jar")
			.matcher(System.getProperty("java.class.path").replace(File.separatorChar, '/'));
		return matcher.find() ? matcher.group(1) : "unknown";
	}

}
