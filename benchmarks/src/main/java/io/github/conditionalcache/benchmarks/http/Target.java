package io.github.conditionalcache.benchmarks.http;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Requests and the server that answers them.
 *
 * @param server the server
 * @param requests the requests, sent in turn
 */
record Target(Server server, List<Request> requests) {

	LoadResult load(int connections, Duration duration) throws IOException {
		try (Load load = new Load(this.server.port(), this.requests, connections)) {
			return load.run(duration);
		}
	}

	Sample sample(int connections, Duration duration) throws IOException {
		try (Load load = new Load(this.server.port(), this.requests, connections)) {
			return Sample.take(this.server, load, duration);
		}
	}

}
