package io.github.conditionalcache.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.handler.HandlerIdentity;
import io.github.conditionalcache.handler.ManagedHandler;
import io.github.conditionalcache.handler.ReadPolicies;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.handler.write.WritePolicy;
import io.github.conditionalcache.placement.Placement;
import io.github.conditionalcache.selector.parameter.Obstacle;
import io.github.conditionalcache.selector.parameter.RequestFields;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * Describes the managed handlers once they are settled. Thread-safe.
 *
 * @since 0.1.0
 */
public final class HandlerCatalog {

	private final HandlerRegistry handlers;

	private final ReadPolicies policies;

	/**
	 * Creates the catalog.
	 * @param handlers the managed handlers
	 * @param policies know the classes of the handlers
	 */
	public HandlerCatalog(HandlerRegistry handlers, ReadPolicies policies) {
		this.handlers = handlers;
		this.policies = policies;
	}

	/**
	 * Describes those of the mapped handlers that are managed.
	 * @param mappings all mapped handlers
	 * @return the managed ones
	 */
	public List<ManagedHandler> describe(Map<RequestMappingInfo, HandlerMethod> mappings) {
		Map<String, ManagedHandler> found = new LinkedHashMap<>();
		mappings.forEach((info, handler) -> {
			ManagedHandler described = describe(info, handler);
			if (described != null) {
				found.merge(described.name(), described, HandlerCatalog::merge);
			}
		});
		return List.copyOf(found.values());
	}

	/**
	 * Returns the handlers that write before advice that may judge their result has had
	 * its say.
	 * @param mappings all mapped handlers
	 * @return the doings of that advice, by the name of the handler
	 */
	public Map<String, String> reservations(Map<RequestMappingInfo, HandlerMethod> mappings) {
		Map<String, String> found = new LinkedHashMap<>();
		mappings.values().forEach((handler) -> {
			if (this.handlers.find(handler) instanceof WriteHandler write && write.placement().lateness() != null) {
				found.put(write.policy().name(), write.placement().lateness().toString());
			}
		});
		return found;
	}

	/**
	 * Returns the handlers that are answered for before they run, though services in them
	 * may authorise, and they have no rule of their own.
	 * @param mappings all mapped handlers
	 * @return names of the handlers
	 */
	public Set<String> open(Map<RequestMappingInfo, HandlerMethod> mappings) {
		Set<String> found = new TreeSet<>();
		mappings.values().forEach((handler) -> {
			if (this.handlers.find(handler) instanceof ReadHandler read && read.policy().used() != null
					&& read.placement().mayBeEarly() && !read.provesAccess()) {
				found.add(read.policy().name());
			}
		});
		return found;
	}

	private @Nullable ManagedHandler describe(RequestMappingInfo info, HandlerMethod handler) {
		RegisteredHandler found = this.handlers.find(handler);
		if (found instanceof WriteHandler write) {
			return describe(info, write);
		}
		return (found instanceof ReadHandler read) ? describe(info, read) : null;
	}

	private ManagedHandler describe(RequestMappingInfo info, WriteHandler handler) {
		WritePolicy policy = handler.policy();
		HandlerIdentity identity = this.policies.identify(handler.mapped());
		return new ManagedHandler(policy.name(), identity.type(), identity.method(), ManagedHandler.Access.WRITE,
				methods(info), new TreeSet<>(info.getPatternValues()), policy.declared().declaredBy(), null,
				policy(policy.read(), policy.required()), selection(policy.read()));
	}

	private ManagedHandler describe(RequestMappingInfo info, ReadHandler handler) {
		ReadPolicy policy = handler.policy();
		HandlerIdentity identity = this.policies.identify(handler.mapped());
		return new ManagedHandler(policy.name(), identity.type(), identity.method(), ManagedHandler.Access.READ,
				methods(info), new TreeSet<>(info.getPatternValues()),
				(policy.declared() != null) ? policy.declared().declaredBy() : List.of(),
				whyLate(handler, this.policies.whyUntagged(identity)), policy(policy, false), selection(policy));
	}

	private static @Nullable String whyLate(ReadHandler handler, @Nullable String whyUntagged) {
		Obstacle obstacle = obstacle(handler.policy());
		String reason = (obstacle != null) ? obstacle.reason() : whyLate(handler.placement());
		return (obstacle == null && whyUntagged != null) ? "%s, and %s".formatted(reason, whyUntagged) : reason;
	}

	private static @Nullable String whyLate(Placement placement) {
		return (placement.lateness() != null) ? placement.lateness().toString() : null;
	}

	private static Set<String> methods(RequestMappingInfo info) {
		return info.getMethodsCondition()
			.getMethods()
			.stream()
			.map(RequestMethod::name)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static ManagedHandler.Policy policy(ReadPolicy policy, boolean required) {
		return new ManagedHandler.Policy(policy.storing().cacheControl(), policy.storing().cdnCacheControl(),
				policy.selectors().vary(), policy.selectors().unnamed(), policy.strength() == Strength.STRONG,
				required);
	}

	private static @Nullable Obstacle obstacle(ReadPolicy policy) {
		DeclaredVersion declared = policy.declared();
		return (declared != null && policy.used() == null) ? policy.selectors().obstacle(declared) : null;
	}

	private static ManagedHandler.Selection selection(ReadPolicy policy) {
		Obstacle obstacle = obstacle(policy);
		return new ManagedHandler.Selection(
				(obstacle != null) ? new ManagedHandler.Unused(obstacle.reason(), obstacle.remedy()) : null,
				RequestFields.perRequest(policy.selectors().fields()), policy.selectors().overruled());
	}

	private static ManagedHandler merge(ManagedHandler one, ManagedHandler other) {
		return new ManagedHandler(one.name(), one.type(), one.method(), one.access(),
				union(one.requestMethods(), other.requestMethods()), union(one.patterns(), other.patterns()),
				one.sources(), one.whyLate(), one.policy(), one.selection());
	}

	private static Set<String> union(Set<String> one, Set<String> other) {
		if (one.isEmpty() || other.isEmpty()) {
			return Set.of();
		}
		Set<String> union = new TreeSet<>(one);
		union.addAll(other);
		return union;
	}

}
