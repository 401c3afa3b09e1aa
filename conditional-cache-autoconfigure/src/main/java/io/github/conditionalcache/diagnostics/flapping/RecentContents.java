package io.github.conditionalcache.diagnostics.flapping;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last contents of the requests that were seen last, as far as no content came twice.
 * Holds a limited number of requests and of bytes and forgets first those that were not
 * seen for the longest time. Thread-safe.
 */
final class RecentContents {

	private final Map<Request, Deque<Content>> runs = new LinkedHashMap<>(16, 0.75f, true);

	private final int maxRequests;

	private final long maxBytes;

	private final int maxRun;

	private long bytes;

	RecentContents(int maxRequests, long maxBytes, int maxRun) {
		this.maxRequests = maxRequests;
		this.maxBytes = maxBytes;
		this.maxRun = maxRun;
	}

	/**
	 * Adds the content that a request was answered with.
	 * @param request the request
	 * @param content the content
	 * @return the last contents of this request
	 */
	synchronized Run add(Request request, Content content) {
		Deque<Content> run = this.runs.computeIfAbsent(request, (key) -> new ArrayDeque<>());
		boolean repeated = run.stream().anyMatch(content::isSameAs);
		if (repeated) {
			this.bytes -= size(run);
			run.clear();
		}
		run.addLast(content);
		this.bytes += content.keptSize();
		if (run.size() > this.maxRun) {
			this.bytes -= run.removeFirst().keptSize();
		}
		List<Content> contents = List.copyOf(run);
		shrink();
		return new Run(repeated, contents);
	}

	private void shrink() {
		Iterator<Deque<Content>> eldest = this.runs.values().iterator();
		while (this.runs.size() > this.maxRequests || this.bytes > this.maxBytes) {
			this.bytes -= size(eldest.next());
			eldest.remove();
		}
	}

	private static long size(Deque<Content> run) {
		return run.stream().mapToLong(Content::keptSize).sum();
	}

	synchronized int requests() {
		return this.runs.size();
	}

	synchronized long bytes() {
		return this.bytes;
	}

	/**
	 * The parts of a request by which it differs from others.
	 *
	 * @param handler the handler that answers it
	 * @param key all else
	 */
	record Request(String handler, String key) {

	}

	/**
	 * The last contents of a request.
	 *
	 * @param repeated whether the last one was among those before, which are forgotten
	 * then
	 * @param contents contents that all differ, the last one last
	 */
	record Run(boolean repeated, List<Content> contents) {

	}

}
