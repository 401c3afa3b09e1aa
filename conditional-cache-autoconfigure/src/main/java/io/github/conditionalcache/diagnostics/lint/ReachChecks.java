package io.github.conditionalcache.diagnostics.lint;

import java.io.OutputStream;
import java.io.Writer;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.handler.ManagedHandler;
import io.github.conditionalcache.version.declared.DeclaredSource;
import jakarta.servlet.ServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Checks of annotations that have no effect.
 */
final class ReachChecks {

	static final List<Check> ALL = List.of(Check.ofHandlers("CC005", ReachChecks::neverTagged,
			"Remove @Cacheable304 here, or return the content as a value or a Resource, or as a stream with a declared version."),
			Check.ofHandlers("CC006", ReachChecks::readUnreached,
					"Remove @Cacheable304 here, or change 'conditional-cache.include-paths' and 'exclude-paths'."),
			Check.ofHandlers("CC007", ReachChecks::writeUnreached,
					"Change 'conditional-cache.include-paths' and 'exclude-paths', "
							+ "or remove @ConditionalWrite, so that nobody relies on it."),
			Check.ofApplication("CC011", ReachChecks::notAdapted,
					"Remove @EnableWebMvc, or the RequestMappingHandlerAdapter in your WebMvcRegistrations; "
							+ "WebMvcConfigurer beans can stay."),
			Check.ofApplication("CC012", ReachChecks::authorizationNotUnderstood,
					"Use a version of Spring Security that this version of conditional-cache knows."),
			Check.ofApplication("CC020", (application) -> application.misplaced().stream(),
					"Remove the annotation, or put it on the handlers that it is meant for."));

	private ReachChecks() {
	}

	private static @Nullable String neverTagged(HandlerFacts facts, ApplicationFacts application) {
		Method method = facts.handler().method();
		if (!facts.isRead() || !isAnnotated(method) || takes(method, ServletResponse.class)) {
			return null;
		}
		if (facts.handler().sources().isEmpty() && facts.stream() != null) {
			return "has @Cacheable304 but returns a stream (%s), which gets no tag without a declared version"
				.formatted(facts.stream());
		}
		return (method.getReturnType() == void.class
				&& (takes(method, OutputStream.class) || takes(method, Writer.class)))
						? "has @Cacheable304 but writes its answer itself, which then never gets a tag" : null;
	}

	private static boolean takes(Method method, Class<?> type) {
		return Arrays.stream(method.getParameterTypes()).anyMatch(type::isAssignableFrom);
	}

	// Who annotates a class may well want some of its handlers only
	private static @Nullable String readUnreached(HandlerFacts facts, ApplicationFacts application) {
		ManagedHandler handler = facts.handler();
		boolean meant = isAnnotated(handler.method())
				|| (AnnotatedElementUtils.hasAnnotation(handler.type(), Cacheable304.class) && application.handlers()
					.stream()
					.filter((other) -> other.isRead() && other.handler().type() == handler.type())
					.noneMatch(HandlerFacts::isReached));
		return (facts.isRead() && meant && !facts.isReached())
				? "has @Cacheable304, which has no effect: the configured paths leave out %s"
					.formatted(handler.patterns())
				: null;
	}

	private static boolean isAnnotated(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, Cacheable304.class);
	}

	private static @Nullable String writeUnreached(HandlerFacts facts, ApplicationFacts application) {
		return (facts.isWrite() && !facts.unreached().isEmpty())
				? "has @ConditionalWrite, but no write is checked at %s, which the configured paths leave out"
					.formatted(facts.unreached())
				: null;
	}

	private static Stream<String> notAdapted(ApplicationFacts application) {
		return application.adapted() ? Stream.empty() : declared(application,
				"Declared versions are not used, as Spring MVC calls handlers through another adapter than this library's");
	}

	private static Stream<String> authorizationNotUnderstood(ApplicationFacts application) {
		return (application.authorizationUnderstood() || !application.adapted()) ? Stream.empty() : declared(
				application,
				"No answer is given before its handler runs, as the advice of this version of Spring Security could not be told apart");
	}

	private static Stream<String> declared(ApplicationFacts application, String problem) {
		long count = application.handlers().stream().filter((facts) -> facts.isRead() && isKnownBefore(facts)).count();
		return (count > 0) ? Stream.of("%s (handlers: %d)".formatted(problem, count)) : Stream.empty();
	}

	private static boolean isKnownBefore(HandlerFacts facts) {
		return facts.handler().sources().stream().anyMatch(DeclaredSource::early);
	}

}
