package io.github.conditionalcache.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.conditionalcache.handler.ManagedHandler;
import io.github.conditionalcache.version.declared.DeclaredSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The report about the managed handlers when the application has started: one line for
 * each, and why some are decided only once they have run. Immutable.
 *
 * @since 0.1.0
 */
public final class StartupReport {

	private static final Log logger = LogFactory.getLog(StartupReport.class);

	private static final int MOST_HANDLERS = 50;

	private static final int MOST_NAMES = 20;

	private final List<ManagedHandler> handlers;

	private final Map<String, String> reservations;

	private final @Nullable String deployment;

	/**
	 * Creates a report.
	 * @param handlers the managed handlers
	 * @param reservations advice that may judge the result of writes that are checked
	 * before, by the name of the handler
	 * @param deployment the name of this build in entity tags, or {@code null} if it does
	 * not count
	 */
	public StartupReport(List<ManagedHandler> handlers, Map<String, String> reservations, @Nullable String deployment) {
		this.handlers = List.copyOf(handlers);
		this.reservations = Map.copyOf(reservations);
		this.deployment = deployment;
	}

	/**
	 * Writes it to the log, unless no handler is managed.
	 */
	public void log() {
		if (!this.handlers.isEmpty()) {
			logger.info(this);
		}
	}

	@Override
	public String toString() {
		List<String> lines = new ArrayList<>();
		lines.add("Handlers that answer conditional requests: %d, decided before they run: %d"
			.formatted(this.handlers.size(), this.handlers.stream().filter(ManagedHandler::isEarly).count()));
		lines.addAll(TextTable.of(this.handlers.stream().limit(MOST_HANDLERS).map(StartupReport::cells).toList()));
		if (this.handlers.size() > MOST_HANDLERS) {
			lines.add("… and %d more; the actuator's endpoint conditionalcache lists all"
				.formatted(this.handlers.size() - MOST_HANDLERS));
		}
		this.handlers.forEach((handler) -> {
			ManagedHandler.Unused unused = handler.selection().unused();
			if (unused != null && handler.access() == ManagedHandler.Access.READ) {
				lines.add("Declared version not used for %s, because %s. %s".formatted(handler.name(), unused.reason(),
						unused.remedy()));
			}
		});
		byReason("Not decided before they run, because %s: %s", whyLate()).forEach(lines::add);
		byReason("Writes are checked before their result is known, although %s: %s", this.reservations)
			.forEach(lines::add);
		if (this.deployment != null) {
			lines.add("Entity tags differ with each deployment, this one being: " + this.deployment);
		}
		return String.join(System.lineSeparator() + "  ", lines);
	}

	private static List<String> cells(ManagedHandler handler) {
		return List.of(handler.isEarly() ? "early" : "late",
				handler.requestMethods().isEmpty() ? "*" : String.join(",", handler.requestMethods()),
				String.join(", ", handler.patterns()), handler.name(),
				handler.sources().isEmpty() ? "value or content"
						: handler.sources().stream().map(DeclaredSource::describe).collect(Collectors.joining(", ")),
				policy(handler));
	}

	private static String policy(ManagedHandler handler) {
		ManagedHandler.Policy policy = handler.policy();
		List<String> parts = new ArrayList<>();
		if (handler.access() == ManagedHandler.Access.WRITE) {
			parts.add(policy.required() ? "precondition required" : "precondition optional");
		}
		else {
			parts.add((policy.cacheControl() != null) ? policy.cacheControl() : "Cache-Control left alone");
			if (policy.cdnCacheControl() != null) {
				parts.add("for CDNs " + policy.cdnCacheControl());
			}
			if (!policy.vary().isEmpty()) {
				parts.add("varies with " + String.join(", ", policy.vary()));
			}
		}
		if (policy.strongTags()) {
			parts.add("strong tags");
		}
		return String.join("; ", parts);
	}

	private Map<String, String> whyLate() {
		Map<String, String> reasons = new TreeMap<>();
		this.handlers.forEach((handler) -> {
			String reason = handler.whyLate();
			if (reason != null && handler.selection().unused() == null) {
				reasons.put(handler.name(), reason);
			}
		});
		return reasons;
	}

	private static Stream<String> byReason(String line, Map<String, String> reasons) {
		Map<String, List<String>> names = new TreeMap<>();
		new TreeMap<>(reasons)
			.forEach((name, reason) -> names.computeIfAbsent(reason, (key) -> new ArrayList<>()).add(name));
		return names.entrySet().stream().map((entry) -> line.formatted(entry.getKey(), list(entry.getValue())));
	}

	private static String list(List<String> names) {
		String list = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
		return (names.size() > MOST_NAMES) ? list + " and %d more".formatted(names.size() - MOST_NAMES) : list;
	}

}
