package io.github.conditionalcache.diagnostics.lint;

import java.util.List;
import java.util.stream.Stream;

import io.github.conditionalcache.handler.ManagedHandler;
import io.github.conditionalcache.storing.CacheDirectives;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.core.io.Resource;

/**
 * Checks of how answers may be stored and of the tags they get.
 */
final class StoringChecks {

	static final List<Check> ALL = List.of(
			Check.ofHandlers("CC001", StoringChecks::sharedAnswerToOneUser,
					"Use a policy with 'private' here. If everybody gets the same answer, do without the parameter."),
			Check.ofHandlers("CC003", StoringChecks::noStore,
					"Use 'no-cache', as the default 'private, no-cache, max-age=0' does, "
							+ "or take the handler out with @NotCacheable304."),
			Check.ofHandlers("CC004", StoringChecks::strongTagAgainstCompression,
					"Leave 'strength' and 'conditional-cache.etag.strength' at AUTO, "
							+ "which makes tags strong where writes need them."),
			Check.ofHandlers("CC030", StoringChecks::unnamedFields,
					"Set 'conditional-cache.vary.auto' to true, or add the names to 'vary' of the annotation or the policy."));

	private StoringChecks() {
	}

	private static @Nullable String sharedAnswerToOneUser(HandlerFacts facts, ApplicationFacts application) {
		ManagedHandler handler = facts.handler();
		if (!facts.isRead() || !UserArguments.areIn(handler.method())) {
			return null;
		}
		String cacheControl = handler.policy().cacheControl();
		String cdnCacheControl = handler.policy().cdnCacheControl();
		if (cacheControl != null && CacheDirectives.of(cacheControl).letSharedCachesStore()) {
			return "takes the user or the session, but its Cache-Control [%s] lets caches that others use store the answer"
				.formatted(cacheControl);
		}
		return (cdnCacheControl != null && CacheDirectives.of(cdnCacheControl).letSharedCachesStore())
				? "takes the user or the session, but its CDN-Cache-Control [%s] lets a CDN store the answer"
					.formatted(cdnCacheControl)
				: null;
	}

	// A cache that revalidates every time gets the answer to its own request
	private static @Nullable String unnamedFields(HandlerFacts facts, ApplicationFacts application) {
		ManagedHandler.Policy policy = facts.handler().policy();
		boolean used = Stream.of(policy.cacheControl(), policy.cdnCacheControl())
			.anyMatch((value) -> value != null && CacheDirectives.of(value).letAnswersBeUsedUnasked());
		return (facts.isRead() && used && !policy.unnamed().isEmpty())
				? "lets caches use a stored answer without asking, but Vary does not name %s, which selects the answer"
					.formatted(String.join(", ", policy.unnamed()))
				: null;
	}

	// Who writes needs the tag alone, and may keep it without the answer
	private static @Nullable String noStore(HandlerFacts facts, ApplicationFacts application) {
		String cacheControl = facts.handler().policy().cacheControl();
		return (facts.isRead() && cacheControl != null && CacheDirectives.of(cacheControl).forbidStoring()
				&& !facts.written())
						? "has the Cache-Control [%s], so nobody keeps the answer that a 304 would be about"
							.formatted(cacheControl)
						: null;
	}

	private static @Nullable String strongTagAgainstCompression(HandlerFacts facts, ApplicationFacts application) {
		return (facts.isRead() && facts.handler().policy().strongTags() && facts
			.compressed() && !facts.written() && !returnsFile(facts.handler()))
					? "has strong tags, and Tomcat compresses no answer with a strong tag, although 'server.compression.enabled' is true"
					: null;
	}

	// Strong unless told otherwise, for If-Range
	private static boolean returnsFile(ManagedHandler handler) {
		ResolvableType type = ResolvableType.forMethodReturnType(handler.method(), handler.type());
		while (type.getGenerics().length == 1) {
			type = type.getGeneric(0);
		}
		return Resource.class.isAssignableFrom(type.toClass());
	}

}
