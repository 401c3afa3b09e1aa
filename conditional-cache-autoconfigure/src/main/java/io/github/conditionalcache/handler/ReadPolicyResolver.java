package io.github.conditionalcache.handler;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.selector.handler.HandlerSelectors;
import io.github.conditionalcache.selector.handler.SelectedHandler;
import io.github.conditionalcache.selector.handler.Selectors;
import io.github.conditionalcache.storing.StoringPolicy;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * Finds the policy of a handler that reads, from its annotations and the settings.
 * Thread-safe.
 */
public final class ReadPolicyResolver {

	private final StoringPolicies storing;

	private final Strength defaultStrength;

	private final DeclarationReader declarations;

	private final Selectors selectors;

	/**
	 * Creates the resolver.
	 * @param storing how answers may be stored
	 * @param defaultStrength strength where the annotation leaves it to AUTO
	 * @param declarations reads the declared versions
	 * @param selectors finds the selectors of representations
	 */
	public ReadPolicyResolver(StoringPolicies storing, Strength defaultStrength, DeclarationReader declarations,
			Selectors selectors) {
		this.storing = storing;
		this.defaultStrength = defaultStrength;
		this.declarations = declarations;
		this.selectors = selectors;
	}

	/**
	 * Takes over the mappings of the application, when it has started.
	 * @param mappings the mappings
	 */
	void settle(List<Map<RequestMappingInfo, HandlerMethod>> mappings) {
		this.selectors.settle(mappings);
	}

	/**
	 * Returns the identity of a handler.
	 * @param handler the handler
	 * @return its class, its methods and its names
	 */
	HandlerIdentity identify(HandlerMethod handler) {
		return this.declarations.identify(handler);
	}

	/**
	 * Returns why the type that a handler returns gives no tags.
	 * @param handler the identity of the handler
	 * @return the reason, or {@code null}
	 */
	@Nullable String whyUntagged(HandlerIdentity handler) {
		return this.declarations.whyUntagged(handler.method());
	}

	/**
	 * Reads the policy of a handler that is managed by annotation.
	 * @param handler the handler
	 * @return the policy, or {@code null} if it is not
	 * @throws InvalidHandlerException if the annotation can't work
	 */
	@Nullable ReadPolicy annotated(HandlerMethod handler) {
		HandlerIdentity identity = identify(handler);
		Cacheable304 annotation = ReadAnnotations.find(identity);
		if (annotation == null) {
			return null;
		}
		StoringPolicy declaredStoring = this.storing.of(handler, annotation.cacheControl());
		AnswerTraits traits = AnswerTraits.of(identity);
		ResolvableType returned = ReturnedTypes.of(identity.method(), identity.type());
		HandlerSelectors selecting = this.selectors.of(new SelectedHandler(HandlerIdentities.registered(handler),
				identity.type(), identity.id(), traits.view(), returned.toClass(), vary(declaredStoring, annotation),
				declaredStoring.locale() && annotation.locale()));
		DeclaredVersion declared = this.declarations.read(handler, identity.method(), returned, annotation);
		return new ReadPolicy(identity, true, declaredStoring, selecting, strength(annotation), traits, declared,
				(declared != null && selecting.obstacle(declared) == null) ? declared : null, null);
	}

	private static List<String> vary(StoringPolicy storing, Cacheable304 annotation) {
		Set<String> vary = new LinkedHashSet<>(storing.vary());
		vary.addAll(List.of(annotation.vary()));
		return List.copyOf(vary);
	}

	private Strength strength(Cacheable304 annotation) {
		Strength strength = annotation.strength();
		return (strength != Strength.AUTO) ? strength : this.defaultStrength;
	}

	/**
	 * Makes the policy of a handler that has no annotation.
	 * @param handler the handler
	 * @return the policy, or {@code null} if the handler is excluded
	 */
	@Nullable ReadPolicy unannotated(HandlerMethod handler) {
		HandlerIdentity identity = identify(handler);
		return ReadAnnotations.isExcluded(identity) ? null
				: ReadPolicy.unannotated(identity, AnswerTraits.ofUnannotated(identity));
	}

}
