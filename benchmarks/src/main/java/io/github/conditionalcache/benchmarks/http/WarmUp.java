package io.github.conditionalcache.benchmarks.http;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Loads a server until it compiles little any more. All that it is going to answer is
 * asked for in turn and not one after the other, so that the code that they share is
 * compiled for all of them.
 *
 * @param turn how long each kind of request is sent in a turn
 * @param least how many turns at least
 * @param most how many turns at most
 */
public record WarmUp(Duration turn, int least, int most) {

	private static final double SETTLED = 0.05;

	void of(Server server, List<Target> targets, int connections) throws IOException {
		for (int i = 1; i <= this.most; i++) {
			Counters before = server.counters();
			long start = System.nanoTime();
			for (Target target : targets) {
				target.load(connections, this.turn);
			}
			double millis = (System.nanoTime() - start) / 1e6;
			if (i >= this.least && server.counters().since(before).compilationMillis() < millis * SETTLED) {
				return;
			}
		}
	}

}
