package io.github.conditionalcache.registry;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.github.conditionalcache.handler.HandlerIdentities;
import io.github.conditionalcache.handler.InvalidHandlerException;
import io.github.conditionalcache.handler.ReadPolicies;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.handler.write.WritePolicies;
import io.github.conditionalcache.handler.write.WritePolicy;
import io.github.conditionalcache.placement.Placement;
import io.github.conditionalcache.placement.Placements;
import io.github.conditionalcache.security.HandlerRules;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * All handlers of the application with their facts, found out in one pass when the
 * application starts. Handlers that are mapped later are read as they are, with their
 * version labelling but never deciding early; they never write. Thread-safe.
 *
 * @since 0.1.0
 */
public final class HandlerRegistry {

	private final ReadPolicies reads;

	private final WritePolicies writes;

	private final Placements placements;

	/** Empty for handlers that are not managed. */
	private volatile Map<HandlerMethod, Optional<RegisteredHandler>> settled = Map.of();

	private volatile boolean adapted = true;

	private final Map<HandlerMethod, Optional<RegisteredHandler>> late = new ConcurrentHashMap<>();

	/** Whether a handler that was mapped later is meant to write. */
	private final Map<HandlerMethod, Boolean> unchecked = new ConcurrentHashMap<>();

	/**
	 * Creates the registry.
	 * @param reads policies of the handlers that read
	 * @param writes policies of the handlers that write
	 * @param placements finds where the gate stands
	 */
	public HandlerRegistry(ReadPolicies reads, WritePolicies writes, Placements placements) {
		this.reads = reads;
		this.writes = writes;
		this.placements = placements;
	}

	/**
	 * Finds a handler.
	 * @param handler the handler that Spring MVC is about to call
	 * @return the handler, or {@code null} if it is not managed
	 */
	public @Nullable RegisteredHandler find(Object handler) {
		if (!(handler instanceof HandlerMethod handlerMethod)) {
			return null;
		}
		HandlerMethod mapped = HandlerIdentities.registered(handlerMethod);
		Optional<RegisteredHandler> found = this.settled.get(mapped);
		return ((found != null) ? found : mappedLater(mapped)).orElse(null);
	}

	/**
	 * Returns whether a handler is meant to write under preconditions, but was mapped
	 * after the start, so that nothing is known about its version.
	 * @param handler the handler
	 * @return whether it is such a handler
	 */
	public boolean isUncheckedWrite(HandlerMethod handler) {
		HandlerMethod mapped = HandlerIdentities.registered(handler);
		return !this.settled.containsKey(mapped) && this.unchecked.computeIfAbsent(mapped, this.writes::isMeantToWrite);
	}

	/**
	 * Returns whether the handlers of GET that declare a version are called by an adapter
	 * with a gate.
	 * @return {@code false} if one is not
	 */
	public boolean areAdapted() {
		return this.adapted;
	}

	/**
	 * Finds out all about the handlers of an application, and puts the gate into the
	 * proxies of their beans where it belongs there.
	 * @param mappings all mapped handlers
	 * @param adapted whether an adapter with a gate calls a handler
	 * @throws InvalidHandlerException if an annotation can't work
	 */
	public void settle(List<Map<RequestMappingInfo, HandlerMethod>> mappings, Predicate<HandlerMethod> adapted) {
		this.reads.settle(mappings);
		this.writes.settle(mappings);
		Map<HandlerMethod, Optional<RegisteredHandler>> found = new LinkedHashMap<>();
		Map<HandlerMethod, HandlerRules> rules = new HashMap<>();
		// Writes first: a write that can't be checked stops the start
		mappings.forEach((mapping) -> mapping.values().forEach((handler) -> {
			WritePolicy policy = this.writes.get(handler);
			if (policy != null) {
				found.computeIfAbsent(handler, (key) -> Optional.of(write(key, policy, adapted.test(key), rules)));
			}
		}));
		mappings.forEach((mapping) -> mapping.values()
			.forEach((handler) -> found.computeIfAbsent(handler, (key) -> Optional.ofNullable(read(key, adapted)))));
		this.adapted = found.entrySet()
			.stream()
			.filter((entry) -> hasVersion(entry.getValue()))
			.map(Map.Entry::getKey)
			.allMatch(adapted);
		this.settled = Map.copyOf(found);
		this.late.clear();
	}

	private static boolean hasVersion(Optional<RegisteredHandler> handler) {
		return handler.orElse(null) instanceof ReadHandler read && read.policy().used() != null;
	}

	private WriteHandler write(HandlerMethod handler, WritePolicy policy, boolean adapted,
			Map<HandlerMethod, HandlerRules> rules) {
		Placement placement = this.placements.ofWrite(handler, policy.identity(), adapted);
		return new WriteHandler(handler, policy, placement,
				policy.readers()
					.stream()
					.map((reader) -> new WriteHandler.Reader(reader,
							rules.computeIfAbsent(reader.handler(), this.placements::rulesOf)))
					.toList());
	}

	private @Nullable ReadHandler read(HandlerMethod handler, Predicate<HandlerMethod> adapted) {
		ReadPolicy policy = this.reads.get(handler);
		if (policy == null) {
			return null;
		}
		return new ReadHandler(handler, policy, this.placements.ofRead(handler, policy, adapted.test(handler)));
	}

	private Optional<RegisteredHandler> mappedLater(HandlerMethod handler) {
		Optional<RegisteredHandler> known = this.late.get(handler);
		return (known != null) ? known : this.late.computeIfAbsent(handler, (key) -> {
			ReadPolicy policy = this.reads.get(key);
			return Optional.ofNullable(policy).map((read) -> new ReadHandler(key, read, Placement.UNSETTLED));
		});
	}

}
