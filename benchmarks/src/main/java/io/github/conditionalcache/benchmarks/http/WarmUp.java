package io.github.conditionalcache.benchmarks.http;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Loads a server until it has answered enough and compiles little any more. All that it
 * is going to answer is asked for in turn and not one after the other, so that the code
 * that they share is compiled for all of them.
 *
 * @param turn how long each kind of request is sent in a turn
 * @param requests how many requests at least, of all kinds together
 * @param most how long at most
 */
public record WarmUp(Duration turn, int requests, Duration most) {

	/** For servers that are not measured. */
	public static final WarmUp NONE = new WarmUp(Duration.ZERO, 0, Duration.ZERO);

	private static final double SETTLED = 0.05;

	/**
	 * Warms a server up.
	 * @param server the server
	 * @param targets what it is going to answer
	 * @param connections how many connections
	 * @return whether it has settled, and did not run out of time
	 * @throws IOException if it fails
	 */
	boolean of(Server server, List<Target> targets, int connections) throws IOException {
		long start = System.nanoTime();
		int answered = 0;
		while (System.nanoTime() - start < this.most.toNanos()) {
			Counters before = server.counters();
			long turnStart = System.nanoTime();
			for (Target target : targets) {
				answered += target.load(connections, this.turn).requests();
			}
			double millis = (System.nanoTime() - turnStart) / 1e6;
			if (answered >= this.requests && server.counters().since(before).compilationMillis() < millis * SETTLED) {
				return true;
			}
		}
		return this.requests == 0;
	}

}
