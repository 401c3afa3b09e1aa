package io.github.conditionalcache.handler;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * The policy of each handler that reads, resolved once and remembered. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ReadPolicies {

	private static final Log logger = LogFactory.getLog(ReadPolicies.class);

	private final Map<HandlerMethod, Optional<ReadPolicy>> resolved = new ConcurrentHashMap<>();

	private final ReadPolicyResolver resolver;

	private final boolean all;

	/**
	 * Creates the store.
	 * @param resolver finds the policies
	 * @param all whether handlers without annotation are managed too
	 */
	public ReadPolicies(ReadPolicyResolver resolver, boolean all) {
		this.resolver = resolver;
		this.all = all;
	}

	public @Nullable ReadPolicy get(Object handler) {
		if (!(handler instanceof HandlerMethod handlerMethod)) {
			return null;
		}
		HandlerMethod key = HandlerIdentities.registered(handlerMethod);
		Optional<ReadPolicy> policy = this.resolved.get(key);
		return ((policy != null) ? policy : this.resolved.computeIfAbsent(key, this::tryToResolve)).orElse(null);
	}

	// For handlers mapped after the start, which nothing can stop any more
	private Optional<ReadPolicy> tryToResolve(HandlerMethod handler) {
		try {
			return resolve(handler);
		}
		catch (InvalidHandlerException ex) {
			logger.warn("Not managed: " + ex.getMessage() + ". " + ex.remedy());
			return Optional.empty();
		}
	}

	/**
	 * Resolves and checks the policies of all mapped handlers.
	 * @param mappings the mappings of the application
	 * @throws InvalidHandlerException if an annotation stands on a method that can never
	 * answer GET, or holds an illegal value
	 */
	public void settle(List<Map<RequestMappingInfo, HandlerMethod>> mappings) {
		this.resolver.settle(mappings);
		mappings.forEach((mapping) -> mapping.forEach((info, handler) -> check(handler, info)));
	}

	/**
	 * Returns the identity of a handler.
	 * @param handler the handler
	 * @return its class, its methods and its names
	 */
	public HandlerIdentity identify(HandlerMethod handler) {
		return this.resolver.identify(handler);
	}

	/**
	 * Returns why the type that a handler returns gives no tags.
	 * @param handler the identity of the handler
	 * @return the reason, or {@code null} if it does, or something else is declared
	 */
	public @Nullable String whyUntagged(HandlerIdentity handler) {
		return this.resolver.whyUntagged(handler);
	}

	/**
	 * Makes the tags of a handler strong, unless it says otherwise.
	 * @param handler the handler
	 */
	public void strengthen(HandlerMethod handler) {
		this.resolved.computeIfPresent(HandlerIdentities.registered(handler),
				(key, resolved) -> resolved.map(ReadPolicy::strengthened));
	}

	/**
	 * Has the tags of a handler name the version that they are made of.
	 * @param handler the handler
	 * @param version a name of its version that no other version has
	 */
	public void distinguish(HandlerMethod handler, String version) {
		// With its length, so that it can't be taken for a part of the path that follows
		this.resolved.computeIfPresent(HandlerIdentities.registered(handler),
				(key, resolved) -> resolved.map((policy) -> policy.withVersionName(version.length() + version)));
	}

	private void check(HandlerMethod handler, RequestMappingInfo mapping) {
		PolicyChecks.requireReads(handler, mapping);
		Optional<ReadPolicy> policy = resolve(handler);
		this.resolved.put(HandlerIdentities.registered(handler), policy);
		policy.ifPresent((found) -> PolicyChecks.requireLegal(handler, found));
	}

	private Optional<ReadPolicy> resolve(HandlerMethod handler) {
		ReadPolicy policy = this.resolver.annotated(handler);
		return Optional.ofNullable((policy == null && this.all) ? this.resolver.unannotated(handler) : policy);
	}

}
