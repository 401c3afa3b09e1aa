package io.github.conditionalcache.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.diagnostics.HandlerFigures;
import io.github.conditionalcache.handler.ManagedHandler;
import io.github.conditionalcache.handler.ManagedHandler.Access;
import org.jspecify.annotations.Nullable;

/**
 * The advice that figures suggest for a handler that reads. Says nothing as long as they
 * are few.
 */
final class Recommendations {

	private static final int FEW = 100;

	private static final int MANY = 1000;

	private static final double NEARLY_ALL = 0.95;

	private static final int LARGE = 64 * 1024;

	private static final Pattern FRESH = Pattern.compile("max-age=0*[1-9]", Pattern.CASE_INSENSITIVE);

	private Recommendations() {
	}

	static List<String> of(ManagedHandler handler, HandlerFigures figures) {
		if (handler.access() != Access.READ) {
			return List.of();
		}
		return Stream
			.of(slowVersion(figures), nearlyAlwaysCurrent(handler, figures), largeContent(handler, figures),
					neverAsked(figures))
			.filter(Objects::nonNull)
			.toList();
	}

	private static @Nullable String slowVersion(HandlerFigures figures) {
		Duration validation = mean(figures.validation());
		Duration handling = mean(figures.handling());
		return (validation != null && handling != null && validation.compareTo(handling) > 0)
				? "Looking up the version takes %s on average, all the rest %s: look it up more cheaply, or declare none."
					.formatted(millis(validation), millis(handling))
				: null;
	}

	private static @Nullable Duration mean(HandlerFigures.Timing timing) {
		return (timing.count() >= FEW) ? timing.mean() : null;
	}

	private static String millis(Duration duration) {
		return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
	}

	private static @Nullable String nearlyAlwaysCurrent(ManagedHandler handler, HandlerFigures figures) {
		Double ratio = figures.hitRatio();
		if (figures.revalidations() < MANY || ratio == null || ratio <= NEARLY_ALL) {
			return null;
		}
		String cacheControl = handler.policy().cacheControl();
		String maxAge = (cacheControl != null && FRESH.matcher(cacheControl).find()) ? "a longer max-age" : "a max-age";
		return "Of %d revalidations, %.1f %% found the client's copy current: %s would spare many, if an answer may be that old."
			.formatted(figures.revalidations(), 100 * ratio, maxAge);
	}

	private static @Nullable String largeContent(ManagedHandler handler, HandlerFigures figures) {
		HandlerFigures.Saved saved = figures.saved();
		if (!handler.sources().isEmpty() || saved.exactCount() < FEW || saved.exact() / saved.exactCount() < LARGE) {
			return null;
		}
		return "%d times, %d kB of content on average was produced and hashed for a 304: a declared version would spare that."
			.formatted(saved.exactCount(), saved.exact() / saved.exactCount() / 1000);
	}

	private static @Nullable String neverAsked(HandlerFigures figures) {
		long labelled = figures.count(Result.UNCONDITIONAL);
		if (labelled < MANY || figures.revalidations() > 0) {
			return null;
		}
		return "%d answers carried a validator, and no client ever sent one back: a proxy may strip ETag or If-None-Match, or clients keep nothing."
			.formatted(labelled);
	}

}
