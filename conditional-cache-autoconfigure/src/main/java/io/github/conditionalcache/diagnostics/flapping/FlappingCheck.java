package io.github.conditionalcache.diagnostics.flapping;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.github.conditionalcache.diagnostics.HandlerWarnings;
import io.github.conditionalcache.diagnostics.flapping.RecentContents.Request;
import io.github.conditionalcache.diagnostics.flapping.RecentContents.Run;
import io.github.conditionalcache.exchange.ContentObserver;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Finds handlers whose content changes with every request, so that a tag made of it never
 * matches, and the places that change. It tells names of JSON properties, never values.
 * For development: it holds up to 16 MiB of content, and compares it once a minute where
 * it changes. Without Jackson it tells the line. Thread-safe.
 *
 * @since 0.1.0
 */
public final class FlappingCheck implements ContentObserver, HandlerWarnings {

	private static final Log logger = LogFactory.getLog(FlappingCheck.class);

	private static final int CHANGES = 3;

	private static final int MAX_REQUESTS = 64;

	private static final long MAX_BYTES = 16 * 1024 * 1024;

	private static final long MINUTE = 60_000;

	private static final String FINDING = "The entity tag changes with every request, so that no client ever gets a 304.";

	private static final String REMEDY = "Unless its data changes that often, make the body stable: "
			+ "leave the volatile part out, sort the collection, or declare a version with @Cacheable304(\"...\").";

	private final RecentContents recent = new RecentContents(MAX_REQUESTS, MAX_BYTES, CHANGES + 1);

	private final Map<String, Long> examined = new ConcurrentHashMap<>();

	private final Map<String, Diagnosis> diagnoses = new ConcurrentHashMap<>();

	private final ContentDifferences differences = new ContentDifferences(
			ClassUtils.isPresent("tools.jackson.core.json.JsonFactory", FlappingCheck.class.getClassLoader()));

	private final Clock clock;

	/**
	 * Creates the check.
	 * @param clock tells when a minute has passed
	 */
	public FlappingCheck(Clock clock) {
		this.clock = clock;
	}

	@Override
	public void observe(String handler, String request, @Nullable String contentType, byte[] content) {
		try {
			observe(new Request(handler, request), contentType, Content.of(content));
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			// Its message may quote the content
			logger.debug("%s: contents could not be compared: %s".formatted(handler, ex.getClass().getName()));
		}
	}

	private void observe(Request request, @Nullable String contentType, Content content) {
		Run run = this.recent.add(request, content);
		if (run.repeated()) {
			this.diagnoses.computeIfPresent(request.handler(),
					(handler, diagnosis) -> diagnosis.request().equals(request) ? null : diagnosis);
		}
		if (run.contents().size() > CHANGES && isDue(request.handler())) {
			String places = this.differences.between(run.contents(), contentType);
			String text = "%s Differences: %s. %s".formatted(FINDING, places, REMEDY);
			this.diagnoses.put(request.handler(), new Diagnosis(request, text));
			logger.warn(request.handler() + ": " + text);
		}
	}

	private boolean isDue(String handler) {
		long now = this.clock.millis();
		Long before = this.examined.putIfAbsent(handler, now);
		return before == null || (now - before >= MINUTE && this.examined.replace(handler, before, now));
	}

	/**
	 * Returns the finding about a handler: that its tag changes with every request, and
	 * where the contents differ. It holds until the same request gets the same content
	 * again.
	 * @param handler name of the handler
	 * @return the sentences, or empty if nothing was found
	 */
	public Optional<String> diagnosisOf(String handler) {
		return Optional.ofNullable(this.diagnoses.get(handler)).map(Diagnosis::text);
	}

	@Override
	public List<String> warningsOf(String handler) {
		return diagnosisOf(handler).stream().toList();
	}

	private record Diagnosis(Request request, String text) {

	}

}
