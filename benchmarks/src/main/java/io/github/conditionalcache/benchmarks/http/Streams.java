package io.github.conditionalcache.benchmarks.http;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.conditionalcache.benchmarks.report.Measurements;

/**
 * What long and slow bodies need: heap, and time until the first byte.
 */
public final class Streams {

	private static final List<Integer> HEAPS = List.of(16, 18, 20, 22, 24, 28, 32, 40, 48, 64, 96, 128, 160, 192, 256,
			384, 512, 640, 768, 1_024);

	private static final Map<String, Stack> VARIANTS = Map.of("bare", Stack.PLAIN, "shallow", Stack.SHALLOW, "body",
			Stack.STARTER);

	private static final int SLOW_REQUESTS = 5;

	private Streams() {
	}

	/**
	 * Finds the least heap with which bodies of 64 MB are sent.
	 * @param concurrent how many at once
	 * @param measurements takes it
	 * @param progress is told what is done
	 * @throws IOException if none suffices
	 */
	public static void heap(int concurrent, Measurements measurements, Consumer<String> progress) throws IOException {
		for (String variant : List.of("bare", "body", "shallow")) {
			int low = 0;
			int high = HEAPS.size() - 1;
			while (low < high) {
				int middle = (low + high) / 2;
				if (suffices(variant, HEAPS.get(middle), concurrent)) {
					high = middle;
				}
				else {
					low = middle + 1;
				}
			}
			measurements.add("heap", "%s/64m*%d".formatted(variant, concurrent), HEAPS.get(low));
		}
		progress.accept("Heap for %d bodies of 64 MB at once".formatted(concurrent));
	}

	/**
	 * Tries one heap, and takes the next larger one for needed if it does not suffice.
	 * @param variant which handler
	 * @param mebibytes the heap
	 * @param measurements takes it
	 */
	public static void least(String variant, int mebibytes, Measurements measurements) {
		int index = HEAPS.indexOf(mebibytes);
		measurements.add("heap", variant + "/64m*1",
				suffices(variant, mebibytes, 1) ? mebibytes : HEAPS.get(index + 1));
	}

	/**
	 * Tells whether a heap is enough to send bodies of 64 MB.
	 * @param variant which handler
	 * @param mebibytes the heap
	 * @param concurrent how many at once
	 * @return whether all were sent whole
	 */
	static boolean suffices(String variant, int mebibytes, int concurrent) {
		String path = "/" + (variant.equals("shallow") ? "bare" : variant) + "/64m/1";
		try (ServerProcess server = ServerProcess
			.start(stack(variant), List.of("-Xmx" + mebibytes + "m", "-XX:+ExitOnOutOfMemoryError"))
			.ready()) {
			Request request = Request.get(path, null, 200);
			if (Load.once(server.port(), request).length() != Payload.HUGE_LENGTH) {
				return false;
			}
			new Target(server, List.of(request)).load(concurrent, Duration.ofSeconds(1));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Measures how long the first byte takes of a body that is written within a second.
	 * @param measurements takes it
	 * @param progress is told what is done
	 * @throws IOException if a server fails
	 */
	public static void firstByte(Measurements measurements, Consumer<String> progress) throws IOException {
		for (String variant : List.of("bare", "body", "shallow")) {
			Request request = Request.get("/" + (variant.equals("shallow") ? "bare" : variant) + "/trickle/1", null,
					200);
			try (ServerProcess server = ServerProcess.start(stack(variant), List.of()).ready()) {
				Load.firstByte(server.port(), request);
				for (int i = 0; i < SLOW_REQUESTS; i++) {
					measurements.add("first-byte", variant + "/trickle",
							Load.firstByte(server.port(), request).toNanos() / 1e6);
				}
			}
		}
		progress.accept("First byte of a slow body");
	}

	private static Stack stack(String variant) {
		return VARIANTS.getOrDefault(variant, Stack.PLAIN);
	}

}
