package io.github.conditionalcache.handler;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.conditionalcache.version.declared.DeclaredSource;
import org.jspecify.annotations.Nullable;

/**
 * One handler that answers under preconditions, as settled when the application started.
 * Immutable.
 *
 * @param name names it in logs, meters' companions and the endpoint, such as
 * {@code BookController.get}; unique in the application
 * @param type class that it is written in
 * @param method handler method, never a bridge
 * @param access whether it reads or writes
 * @param requestMethods request methods that it is mapped to; empty means all
 * @param patterns path patterns that it is mapped to
 * @param sources the declarations of its version; empty if its validators come from the
 * returned value or the content
 * @param whyLate why it runs before anything is decided; {@code null} if it need not
 * @param policy how its answers may be stored, and their validators
 * @param selection the known selectors of its answers
 * @since 0.1.0
 */
public record ManagedHandler(String name, Class<?> type, Method method, Access access, Set<String> requestMethods,
		Set<String> patterns, List<DeclaredSource> sources, @Nullable String whyLate, Policy policy,
		Selection selection) {

	/**
	 * Whether it may be decided before the handler runs.
	 * @return {@code true} if so
	 */
	public boolean isEarly() {
		return this.whyLate == null;
	}

	/**
	 * The same handler, with its patterns as clients see them.
	 * @param prefix the beginning of all paths of the application
	 * @return the handler
	 */
	public ManagedHandler under(String prefix) {
		Set<String> prefixed = this.patterns.stream()
			.map((pattern) -> prefix + pattern)
			.collect(Collectors.toCollection(TreeSet::new));
		return new ManagedHandler(this.name, this.type, this.method, this.access, this.requestMethods, prefixed,
				this.sources, this.whyLate, this.policy, this.selection);
	}

	/**
	 * The kinds of handlers.
	 */
	public enum Access {

		/**
		 * Answers GET and HEAD.
		 */
		READ,

		/**
		 * Writes under preconditions.
		 */
		WRITE

	}

	/**
	 * The known selectors of a handler's answers.
	 *
	 * @param unused why its declared version is not used, or {@code null} if it is
	 * @param perRequest selecting request fields that are different in each request
	 * @param overruled the inputs that its parameters take against a setting
	 */
	public record Selection(@Nullable Unused unused, List<String> perRequest, List<String> overruled) {

		/**
		 * Nothing is to be said.
		 */
		public static final Selection NONE = new Selection(null, List.of(), List.of());

	}

	/**
	 * Why a declared version is not used.
	 *
	 * @param reason the reason, a clause that goes on from "because"
	 * @param remedy the remedy, in sentences
	 */
	public record Unused(String reason, String remedy) {

	}

	/**
	 * How answers may be stored, and their validators.
	 *
	 * @param cacheControl field value of Cache-Control, or {@code null} if none is sent
	 * @param cdnCacheControl field value of CDN-Cache-Control, or {@code null}
	 * @param vary request fields that Vary names
	 * @param unnamed request fields that select the answer, but that Vary does not name
	 * @param strongTags whether entity tags made of a version are strong
	 * @param required whether a write without a precondition is refused
	 */
	public record Policy(@Nullable String cacheControl, @Nullable String cdnCacheControl, List<String> vary,
			List<String> unnamed, boolean strongTags, boolean required) {

	}

}
