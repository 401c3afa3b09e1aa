package io.github.conditionalcache.benchmarks.http;

import java.io.IOException;

/**
 * A server in a process of its own.
 */
interface Server extends AutoCloseable {

	int port();

	Counters counters() throws IOException;

	@Override
	void close() throws IOException;

}
