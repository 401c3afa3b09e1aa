package io.github.conditionalcache.handler;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.NotCacheable304;
import io.github.conditionalcache.SelectedBy;
import io.github.conditionalcache.security.SecurityAnnotations;
import io.github.conditionalcache.selector.handler.HandlerMappings;
import io.github.conditionalcache.selector.handler.HandlerSelectors;
import io.github.conditionalcache.selector.handler.MappedMethods;
import io.github.conditionalcache.selector.handler.SelectedHandler;
import io.github.conditionalcache.selector.handler.Selectors;
import io.github.conditionalcache.storing.FieldSyntax;
import io.github.conditionalcache.storing.StoringDirective;
import io.github.conditionalcache.storing.StoringPolicy;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.http.HttpEntity;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * The policy of each handler, resolved from its annotations once and remembered.
 * {@link Cacheable304} counts on the method, on the class, on interfaces and generic
 * superclasses of either, and as a meta-annotation; the method's word is final.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class ReadPolicies {

	private static final Log logger = LogFactory.getLog(ReadPolicies.class);

	private static final Pattern NAME = Pattern.compile("[\\w-]+");

	private final Map<HandlerMethod, Optional<ReadPolicy>> resolved = new ConcurrentHashMap<>();

	private final StoringPolicy defaultStoring;

	private final Map<String, StoringPolicy> named;

	private final Strength defaultStrength;

	private final DeclarationReader declarations;

	private final Selectors selectors;

	private final boolean all;

	/**
	 * Creates the store.
	 * @param defaultStoring how answers may be stored where the annotation doesn't say
	 * @param named policies that annotations may name
	 * @param defaultStrength strength where the annotation leaves it to AUTO
	 * @param declarations reads the declared versions
	 * @param selectors finds what selects between representations
	 * @param all whether handlers without annotation are managed too
	 */
	public ReadPolicies(StoringPolicy defaultStoring, Map<String, StoringPolicy> named, Strength defaultStrength,
			DeclarationReader declarations, Selectors selectors, boolean all) {
		this.defaultStoring = defaultStoring;
		this.named = Map.copyOf(named);
		this.defaultStrength = defaultStrength;
		this.declarations = declarations;
		this.selectors = selectors;
		this.all = all;
	}

	public @Nullable ReadPolicy get(Object handler) {
		if (!(handler instanceof HandlerMethod handlerMethod)) {
			return null;
		}
		HandlerMethod key = registered(handlerMethod);
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
		this.selectors.settle(new HandlerMappings(mappings));
		mappings.forEach((mapping) -> mapping.forEach((info, handler) -> check(handler, MappedMethods.of(info))));
	}

	/**
	 * Returns what identifies a handler.
	 * @param handler the handler
	 * @return its class, its methods and its names
	 */
	public HandlerIdentity identify(HandlerMethod handler) {
		return this.declarations.identify(handler);
	}

	/**
	 * Makes the tags of a handler strong, unless it says otherwise.
	 * @param handler the handler
	 */
	public void strengthen(HandlerMethod handler) {
		this.resolved.computeIfPresent(registered(handler), (key, resolved) -> resolved.map((policy) -> {
			boolean open = policy.strength() == Strength.AUTO && policy.declared() != null;
			return open ? policy.withStrength(Strength.STRONG) : policy;
		}));
	}

	/**
	 * Has the tags of a handler name the version that they are made of.
	 * @param handler the handler
	 * @param version a name of its version that no other version has
	 */
	public void distinguish(HandlerMethod handler, String version) {
		// With its length, so that it can't be taken for a part of the path that follows
		this.resolved.computeIfPresent(registered(handler),
				(key, resolved) -> resolved.map((policy) -> policy.withVersionName(version.length() + version)));
	}

	/**
	 * Returns the handler as it was mapped, whatever bean it was resolved with.
	 * @param handler a handler
	 * @return the mapped handler
	 */
	public static HandlerMethod registered(HandlerMethod handler) {
		return HandlerIdentities.registered(handler);
	}

	private void check(HandlerMethod handler, MappedMethods methods) {
		Cacheable304 annotation = handler.getMethodAnnotation(Cacheable304.class);
		if (annotation != null && !methods.includeReads()) {
			throw new InvalidHandlerException(handler.getShortLogMessage(),
					"stands on a handler of %s, but only GET and HEAD can be answered 304".formatted(methods.names()),
					"Remove the annotation from this method, or map the method to GET.");
		}
		this.resolved.put(registered(handler), resolve(handler));
		ReadPolicy policy = get(handler);
		if (policy != null) {
			String cacheControl = policy.storing().cacheControl();
			if (cacheControl != null) {
				requireDirectives(handler, cacheControl);
			}
			selectedBy(handler).forEach((name) -> requireName(handler, "@SelectedBy", name));
			policy.selectors().fields().forEach((name) -> requireName(handler, "vary", name));
		}
	}

	private Optional<ReadPolicy> resolve(HandlerMethod handler) {
		HandlerIdentity identity = identify(handler);
		Class<?> type = identity.type();
		Method method = identity.method();
		Cacheable304 annotation = find(method, type);
		// An annotation on the class is for those of its handlers that read
		if (annotation == null || (!isAnnotated(method) && !MappedMethods.of(method, type).includeReads())) {
			return (this.all && !isExcluded(method, type)) ? Optional.of(unannotated(identity)) : Optional.empty();
		}
		StoringPolicy storing = storing(handler, annotation.cacheControl());
		Set<String> vary = new LinkedHashSet<>(storing.vary());
		vary.addAll(List.of(annotation.vary()));
		Strength strength = annotation.strength();
		ResolvableType returned = ReturnedTypes.of(method, type);
		boolean view = isView(method, type);
		HandlerSelectors selecting = this.selectors.of(new SelectedHandler(registered(handler), type, identity.id(),
				view, returned.toClass(), List.copyOf(vary), storing.locale() && annotation.locale()));
		DeclaredVersion declared = this.declarations.read(handler, method, returned, annotation);
		return Optional.of(new ReadPolicy(identity.called(), identity.name(), identity.id(), true, storing, selecting,
				(strength != Strength.AUTO) ? strength : this.defaultStrength,
				SecurityAnnotations.guardContent(method, type), view,
				!view && ReturnedTypes.areMeasured(returned.toClass()), AddedFields.canBeOf(method, type, view),
				declared, (declared != null) ? selecting.obstacle(declared) : null, null));
	}

	private static ReadPolicy unannotated(HandlerIdentity identity) {
		return new ReadPolicy(identity.called(), identity.name(), identity.id(), false, StoringPolicy.NONE,
				HandlerSelectors.NONE, Strength.WEAK,
				SecurityAnnotations.guardContent(identity.method(), identity.type()),
				isView(identity.method(), identity.type()), false, false, null, null, null);
	}

	private static boolean isAnnotated(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, Cacheable304.class);
	}

	private static boolean isView(Method method, Class<?> type) {
		return !AnnotatedElementUtils.hasAnnotation(method, ResponseBody.class)
				&& !AnnotatedElementUtils.hasAnnotation(type, ResponseBody.class)
				&& !HttpEntity.class.isAssignableFrom(method.getReturnType());
	}

	private StoringPolicy storing(HandlerMethod handler, String cacheControl) {
		if (!StringUtils.hasText(cacheControl)) {
			return this.defaultStoring;
		}
		StoringPolicy policy = this.named.get(cacheControl);
		if (policy != null) {
			return policy;
		}
		if (NAME.matcher(cacheControl).matches() && !StoringDirective.isComplete(cacheControl)) {
			throw new InvalidHandlerException(handler.getShortLogMessage(),
					"'cacheControl' is [%s], which is neither a directive nor one of the policies %s"
						.formatted(cacheControl, new TreeSet<>(this.named.keySet())),
					"Define it as 'conditional-cache.policies.%s.cache-control', or correct it."
						.formatted(cacheControl));
		}
		return StoringPolicy.of(cacheControl, null, List.of(), true);
	}

	private static boolean isExcluded(Method method, Class<?> type) {
		return AnnotatedElementUtils.hasAnnotation(method, NotCacheable304.class)
				|| AnnotatedElementUtils.hasAnnotation(type, NotCacheable304.class);
	}

	private static @Nullable Cacheable304 find(Method method, Class<?> type) {
		if (AnnotatedElementUtils.hasAnnotation(method, NotCacheable304.class)) {
			return null;
		}
		Cacheable304 onMethod = AnnotatedElementUtils.findMergedAnnotation(method, Cacheable304.class);
		if (onMethod != null || AnnotatedElementUtils.hasAnnotation(type, NotCacheable304.class)) {
			return onMethod;
		}
		return AnnotatedElementUtils.findMergedAnnotation(type, Cacheable304.class);
	}

	private static void requireDirectives(HandlerMethod handler, String value) {
		String rule = FieldSyntax.ruleForCacheControl(value);
		if (rule != null) {
			throw new InvalidHandlerException(handler.getShortLogMessage(),
					"'cacheControl' %s but was [%s]".formatted(rule, value),
					"Use directives such as \"private, no-cache, max-age=0\", or the name of a policy.");
		}
	}

	private static Stream<String> selectedBy(HandlerMethod handler) {
		return Arrays.stream(handler.getMethodParameters())
			.map((parameter) -> MergedAnnotations.from(parameter.getParameterAnnotations()).get(SelectedBy.class))
			.filter(MergedAnnotation::isPresent)
			.flatMap((annotation) -> Arrays.stream(annotation.getStringArray("value")));
	}

	private static void requireName(HandlerMethod handler, String attribute, String name) {
		if (!FieldSyntax.isName(name)) {
			throw new InvalidHandlerException(handler.getShortLogMessage(),
					"'%s' must hold names of request header fields but was [%s]".formatted(attribute, name),
					"Name header fields, such as \"Accept-Language\".");
		}
	}

}
