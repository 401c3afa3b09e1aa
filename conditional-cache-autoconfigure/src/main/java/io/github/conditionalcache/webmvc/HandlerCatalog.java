package io.github.conditionalcache.webmvc;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.handler.ManagedHandler;
import io.github.conditionalcache.handler.ReadPolicies;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.handler.write.WritePolicies;
import io.github.conditionalcache.handler.write.WritePolicy;
import io.github.conditionalcache.placement.Placements;
import io.github.conditionalcache.selector.parameter.Obstacle;
import io.github.conditionalcache.selector.parameter.RequestFields;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * Describes the managed handlers once they are settled. Thread-safe.
 *
 * @since 0.1.0
 */
public final class HandlerCatalog {

	private final ReadPolicies policies;

	private final WritePolicies writes;

	private final Placements places;

	/**
	 * Creates the catalog.
	 * @param policies the handlers' policies
	 * @param writes policies of handlers that write
	 * @param places where the gate stands for each handler
	 */
	public HandlerCatalog(ReadPolicies policies, WritePolicies writes, Placements places) {
		this.policies = policies;
		this.writes = writes;
		this.places = places;
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
	 * Tells which of the mapped handlers write before advice that may judge their result
	 * has had its say.
	 * @param mappings all mapped handlers
	 * @return what that advice does, by the name of the handler
	 */
	public Map<String, String> reservations(Map<RequestMappingInfo, HandlerMethod> mappings) {
		Map<String, String> found = new LinkedHashMap<>();
		mappings.values().forEach((handler) -> {
			WritePolicy write = this.writes.get(handler);
			String reason = (write != null) ? this.places.of(handler).reason() : null;
			if (write != null && reason != null) {
				found.put(write.name(), reason);
			}
		});
		return found;
	}

	/**
	 * Tells which of the mapped handlers are answered for before they run, though
	 * services in them may authorise, and they have no rule of their own.
	 * @param mappings all mapped handlers
	 * @return names of the handlers
	 */
	public Set<String> open(Map<RequestMappingInfo, HandlerMethod> mappings) {
		Set<String> found = new TreeSet<>();
		mappings.values().forEach((handler) -> {
			ReadPolicy policy = this.policies.get(handler);
			if (policy != null && policy.used() != null && this.places.of(handler).reason() == null
					&& !this.places.proveAccess(handler)) {
				found.add(policy.name());
			}
		});
		return found;
	}

	private @Nullable ManagedHandler describe(RequestMappingInfo info, HandlerMethod handler) {
		WritePolicy write = this.writes.get(handler);
		if (write != null) {
			return describe(info, handler, write.name(), ManagedHandler.Access.WRITE, write.declared(), null,
					write.read(), write.required());
		}
		ReadPolicy policy = this.policies.get(handler);
		if (policy == null) {
			return null;
		}
		String whyLate = "no version is declared";
		if (policy.declared() != null) {
			Obstacle obstacle = policy.obstacle();
			whyLate = (obstacle != null) ? obstacle.reason() : this.places.of(handler).reason();
		}
		return describe(info, handler, policy.name(), ManagedHandler.Access.READ, policy.declared(), whyLate, policy,
				false);
	}

	private ManagedHandler describe(RequestMappingInfo info, HandlerMethod handler, String name,
			ManagedHandler.Access access, @Nullable DeclaredVersion declared, @Nullable String whyLate,
			ReadPolicy policy, boolean required) {
		Class<?> type = this.policies.typeOf(handler);
		Set<String> methods = new TreeSet<>();
		info.getMethodsCondition().getMethods().forEach((method) -> methods.add(method.name()));
		return new ManagedHandler(name, type, method(handler, type), access, methods,
				new TreeSet<>(info.getPatternValues()), (declared != null) ? declared.declaredBy() : List.of(), whyLate,
				new ManagedHandler.Policy(policy.storing().cacheControl(), policy.storing().cdnCacheControl(),
						policy.selectors().vary(), policy.selectors().unnamed(), policy.strength() == Strength.STRONG,
						required),
				selection(policy));
	}

	private static ManagedHandler.Selection selection(ReadPolicy policy) {
		Obstacle obstacle = policy.obstacle();
		return new ManagedHandler.Selection(
				(obstacle != null) ? new ManagedHandler.Unused(obstacle.reason(), obstacle.remedy()) : null,
				RequestFields.perRequest(policy.selectors().fields()), policy.selectors().overruled());
	}

	// A proxy of interfaces has mapped the interface's method
	private static Method method(HandlerMethod handler, Class<?> type) {
		return BridgeMethodResolver.findBridgedMethod(AopUtils.getMostSpecificMethod(handler.getMethod(), type));
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
