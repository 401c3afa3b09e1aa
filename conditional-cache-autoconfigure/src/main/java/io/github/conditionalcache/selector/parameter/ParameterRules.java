package io.github.conditionalcache.selector.parameter;

import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.security.Principal;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;

import io.github.conditionalcache.SelectedBy;
import io.github.conditionalcache.selector.AddressSelector;
import io.github.conditionalcache.selector.BoundFieldsSelector;
import io.github.conditionalcache.selector.Selector;
import io.github.conditionalcache.selector.SimpleValues;
import io.github.conditionalcache.selector.parameter.ParameterSelection.Need;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.MatrixVariable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The table of all known resolvers: the selections of the parameters that each of them
 * serves. Resolvers are known by the very name of their class, since a subclass may do
 * anything else.
 */
public final class ParameterRules {

	private static final String MVC = "org.springframework.web.servlet.mvc.method.annotation.";

	private static final String WEB = "org.springframework.web.method.annotation.";

	private static final String SECURITY = "org.springframework.security.web.";

	private static final String OAUTH = "org.springframework.security.oauth2.";

	private static final String DATA = "org.springframework.data.web.";

	private static final String MULTIPART = "org.springframework.web.multipart.MultipartFile";

	private static final String PART = "jakarta.servlet.http.Part";

	private static final String NAME_FIELDS = "Name the request fields that select on it: @SelectedBy(\"X-Tenant\"), or @SelectedBy({}) for none. "
			+ "Or take those fields with @RequestHeader instead.";

	private static final Map<String, ParameterRule> RULES = rules();

	private ParameterRules() {
	}

	private static Map<String, ParameterRule> rules() {
		Map<String, ParameterRule> rules = new TreeMap<>();
		ParameterRule covered = (context) -> ParameterSelection.COVERED;
		ParameterRule query = (context) -> ParameterSelection.by(Need.QUERY);
		ParameterRule address = (context) -> ParameterSelection.by(new AddressSelector());
		ParameterRule links = (context) -> ParameterSelection.by(Need.QUERY, new AddressSelector());
		rules.put(WEB + "RequestParamMethodArgumentResolver", ParameterRules::ofRequestParam);
		rules.put(WEB + "RequestParamMapMethodArgumentResolver", ParameterRules::ofRequestParam);
		rules.put(MVC + "PathVariableMethodArgumentResolver",
				(context) -> converted(context, ParameterSelection.COVERED, PathVariable.class));
		rules.put(MVC + "PathVariableMapMethodArgumentResolver", covered);
		rules.put(MVC + "MatrixVariableMethodArgumentResolver",
				(context) -> converted(context, ParameterSelection.COVERED, MatrixVariable.class));
		rules.put(MVC + "MatrixVariableMapMethodArgumentResolver", covered);
		rules.put(MVC + "ServletModelAttributeMethodProcessor", ParameterRules::ofModelAttribute);
		rules.put(MVC + "RequestResponseBodyMethodProcessor", ParameterRules::ofWholeRequest);
		rules.put(MVC + "RequestPartMethodArgumentResolver", ParameterRules::ofWholeRequest);
		rules.put(WEB + "RequestHeaderMethodArgumentResolver", ParameterRules::ofRequestHeader);
		rules.put(WEB + "RequestHeaderMapMethodArgumentResolver", ParameterRules::ofWholeRequest);
		rules.put(MVC + "ServletCookieValueMethodArgumentResolver", ParameterRules::ofCookie);
		rules.put(WEB + "ExpressionValueMethodArgumentResolver", ParameterRules::ofValue);
		rules.put(MVC + "SessionAttributeMethodArgumentResolver", ParameterRules::ofSessionAttribute);
		rules.put(MVC + "RequestAttributeMethodArgumentResolver", ParameterRules::ofRequestAttribute);
		rules.put(MVC + "ServletRequestMethodArgumentResolver", ParameterRules::ofServletRequest);
		rules.put(MVC + "ServletResponseMethodArgumentResolver", covered);
		rules.put(MVC + "HttpEntityMethodProcessor", ParameterRules::ofWholeRequest);
		rules.put(MVC + "RedirectAttributesMethodArgumentResolver", covered);
		rules.put(WEB + "ModelMethodProcessor", covered);
		rules.put(WEB + "MapMethodProcessor", covered);
		rules.put(WEB + "ErrorsMethodArgumentResolver", covered);
		rules.put(WEB + "SessionStatusMethodArgumentResolver", covered);
		rules.put(MVC + "UriComponentsBuilderMethodArgumentResolver", address);
		rules.put(MVC + "ApiVersionMethodArgumentResolver", (context) -> ParameterSelection.by(Need.API_VERSION));
		rules.put(MVC + "ContinuationHandlerMethodArgumentResolver", covered);
		rules.put(MVC + "PrincipalMethodArgumentResolver", ParameterRules::ofUser);
		rules.put(SECURITY + "method.annotation.AuthenticationPrincipalArgumentResolver", ParameterRules::ofUser);
		rules.put(SECURITY + "bind.support.AuthenticationPrincipalArgumentResolver", ParameterRules::ofUser);
		rules.put(SECURITY + "method.annotation.CurrentSecurityContextArgumentResolver", ParameterRules::ofUser);
		rules.put(SECURITY + "method.annotation.CsrfTokenArgumentResolver",
				(context) -> ParameterSelection.by(new SessionSelector(), new SecretFieldSelector(HttpHeaders.COOKIE)));
		rules.put(OAUTH + "client.web.method.annotation.OAuth2AuthorizedClientArgumentResolver",
				ParameterRules::ofWholeRequest);
		rules.put(DATA + "PageableHandlerMethodArgumentResolver", query);
		rules.put(DATA + "HateoasPageableHandlerMethodArgumentResolver", query);
		rules.put(DATA + "SortHandlerMethodArgumentResolver", query);
		rules.put(DATA + "HateoasSortHandlerMethodArgumentResolver", query);
		rules.put(DATA + "OffsetScrollPositionHandlerMethodArgumentResolver", query);
		rules.put(DATA + "PagedResourcesAssemblerArgumentResolver", links);
		rules.put(DATA + "SlicedResourcesAssemblerArgumentResolver", links);
		rules.put(DATA + "ProxyingHandlerMethodArgumentResolver", query);
		rules.put(DATA + "querydsl.QuerydslPredicateArgumentResolver", query);
		rules.put("io.github.conditionalcache.webmvc.WriteArgumentResolver", covered);
		return Map.copyOf(rules);
	}

	/**
	 * Returns the names of all known resolvers.
	 * @return names of classes
	 */
	static Set<String> resolvers() {
		return RULES.keySet();
	}

	/**
	 * Classifies a parameter.
	 * @param resolver class of the resolver that serves it, or {@code null} if there is
	 * none
	 * @param context the parameter
	 * @return the selection that follows from it
	 */
	static ParameterSelection classify(@Nullable Class<?> resolver, ParameterContext context) {
		ParameterRule rule = (resolver != null) ? RULES.get(resolver.getName()) : null;
		return (rule != null) ? rule.classify(context) : ofUnknown(context);
	}

	/**
	 * Returns the selection that follows from the user's claims.
	 * @param declared the user's word
	 * @return the selectors of the named fields
	 */
	static ParameterSelection by(SelectedBy declared) {
		return ParameterSelection
			.by(Arrays.stream(declared.value()).map(RequestFields::selector).toArray(Selector[]::new));
	}

	// Values that the application makes of anything
	private static ParameterSelection ofUnknown(ParameterContext context) {
		if (context.isSimple()) {
			return byArgument(context, true);
		}
		return made(context, "a resolver of the application");
	}

	private static ParameterSelection made(ParameterContext context, String by) {
		String reason = "%s is made by %s, by whatever it reads and maybe before the version could be read"
			.formatted(context.describe(), by);
		SelectedBy declared = context.declared();
		return (declared != null) ? by(declared).and(ParameterSelection.data(reason, readAlone(context)))
				: ParameterSelection.opaque(reason, readAlone(context));
	}

	private static String readAlone(ParameterContext context) {
		String name = context.parameter().getParameterName();
		return ("Take its key and load it in the handler, or declare a version that reads this parameter alone, "
				+ "such as \"#%s.version\".")
			.formatted((name != null) ? name : "a" + context.parameter().getParameterIndex());
	}

	private static ParameterSelection byArgument(ParameterContext context, boolean isPrivate) {
		Selector selector = context.byArgument(isPrivate);
		return (selector != null) ? ParameterSelection.by(selector) : made(context, "the application");
	}

	private static ParameterSelection ofRequestParam(ParameterContext context) {
		Class<?> leaf = Conversions.leaf(context.type()).toClass();
		if (leaf.getName().equals(MULTIPART) || leaf.getName().equals(PART)) {
			return ofWholeRequest(context);
		}
		return converted(context, ParameterSelection.by(Need.QUERY), RequestParam.class);
	}

	// A value of text, by converters and default values
	private static ParameterSelection converted(ParameterContext context, ParameterSelection source,
			Class<? extends Annotation> annotation) {
		ParameterSelection selection = source;
		ResolvableType type = context.type();
		Conversions conversions = context.conversions();
		if (context.isSimple()) {
			boolean computed = context.isComputed(annotation, "name", "value", "defaultValue");
			boolean converted = conversions.haveEditors() || conversions.areOfApplication(type, context.annotations());
			if (computed) {
				return source.and(byArgument(context, true));
			}
			Selector value = converted ? context.byArgument(false) : null;
			if (value != null) {
				return source.and(ParameterSelection.by(value));
			}
			return converted ? source.and(loaded(context, context.rawType())) : source;
		}
		boolean stored = CommandObject.isStored(Conversions.leaf(type).toClass());
		if (stored || conversions.haveEditors() || !conversions.areOfFramework(type, context.annotations())) {
			selection = selection.and(loaded(context, Conversions.leaf(type).toClass()));
		}
		return context.isComputed(annotation, "name", "value", "defaultValue")
				? selection.and(made(context, "an expression")) : selection;
	}

	private static ParameterSelection loaded(ParameterContext context, Class<?> type) {
		return ParameterSelection.data("%s may be loaded while the call is prepared, before the version could be read"
			.formatted((type == context.rawType()) ? context.describe()
					: ClassUtils.getShortName(type) + " in " + context.describe()),
				readAlone(context));
	}

	private static ParameterSelection ofRequestHeader(ParameterContext context) {
		String name = context.name(RequestHeader.class);
		if (name == null) {
			return converted(context, ParameterSelection.COVERED, RequestHeader.class).and(ofUnknown(context));
		}
		if (RequestFields.isPrecondition(name)) {
			return unproved(context, "%s is a precondition, which the handler may evaluate itself",
					"Leave it to @Cacheable304: do without the parameter.");
		}
		return converted(context, ParameterSelection.by(RequestFields.selector(name)), RequestHeader.class);
	}

	private static ParameterSelection ofCookie(ParameterContext context) {
		String name = context.name(CookieValue.class);
		if (name == null) {
			return ofUnknown(context);
		}
		ParameterSelection source = ParameterSelection.by(new CookieSelector(name));
		return "jakarta.servlet.http.Cookie".equals(context.rawType().getName()) ? source
				: converted(context, source, CookieValue.class);
	}

	private static ParameterSelection ofValue(ParameterContext context) {
		if (!context.isComputed(Value.class, "value")) {
			return converted(context, ParameterSelection.COVERED, Value.class);
		}
		return context.isSimple() ? byArgument(context, true) : made(context, "an expression");
	}

	private static ParameterSelection ofSessionAttribute(ParameterContext context) {
		return context.isSimple() ? byArgument(context, true)
				: made(context, "the application, which keeps it in the session");
	}

	private static ParameterSelection ofRequestAttribute(ParameterContext context) {
		ParameterSelection attribute = made(context, "an interceptor or filter");
		Selector selector = context.isSimple() ? context.byArgument(true) : null;
		return (selector != null) ? ParameterSelection.by(selector)
			.and(ParameterSelection.data(String.valueOf(attribute.reason()), String.valueOf(attribute.remedy())))
				: attribute;
	}

	private static ParameterSelection ofModelAttribute(ParameterContext context) {
		ResolvableType type = ResolvableType.forMethodParameter(context.parameter().nestedIfOptional());
		Conversions conversions = context.conversions();
		ResolvableType whole = (context.rawType() == type.toClass()) ? type : type.getGeneric(0);
		ParameterSelection source = ParameterSelection.by(Need.QUERY);
		if (conversions.areOfApplication(whole, context.annotations())) {
			return source.and(loaded(context, whole.toClass()));
		}
		if (SimpleValues.include(whole)) {
			return source.and(byArgument(context, true));
		}
		CommandObject object = CommandObject.of(whole, conversions);
		ParameterSelection bound = object.names().isEmpty() ? source
				: source.and(new ParameterSelection(ParameterSelection.Kind.COVERED, Set.of(),
						List.of(new BoundFieldsSelector(object.names(), conversions.haveEditors())), null, null));
		Class<?> loaded = object.loaded();
		return (loaded != null) ? bound.and(loaded(context, loaded)) : bound;
	}

	private static ParameterSelection ofServletRequest(ParameterContext context) {
		Class<?> type = context.parameter().getParameterType();
		if (Principal.class.isAssignableFrom(type)) {
			return ofUser(context);
		}
		if (type == Locale.class || type == TimeZone.class || type == ZoneId.class) {
			return ParameterSelection.by(Need.LOCALE);
		}
		return (type == HttpMethod.class) ? ParameterSelection.COVERED : ofWholeRequest(context);
	}

	private static ParameterSelection ofWholeRequest(ParameterContext context) {
		String from = InputStream.class.isAssignableFrom(context.rawType()) ? "the request's content"
				: "all of the request";
		return unproved(context, "%s gives access to " + from, NAME_FIELDS);
	}

	private static ParameterSelection unproved(ParameterContext context, String reason, String remedy) {
		SelectedBy declared = context.declared();
		return (declared != null) ? by(declared)
				: ParameterSelection.unproved(reason.formatted(context.describe()), remedy);
	}

	private static ParameterSelection ofUser(ParameterContext context) {
		ParameterSelection user = ParameterSelection.by(Need.USER);
		if (KnownUsers.include(context)) {
			Selector claims = KnownUsers.claims(false);
			return (claims != null) ? user.and(ParameterSelection.by(claims)) : user;
		}
		if (context.isSimple()) {
			return user.and(byArgument(context, true));
		}
		SelectedBy declared = context.declared();
		return user.and((declared != null) ? by(declared) : ParameterSelection.opaque(
				"%s has properties beside name and authorities, which the tag does not tell apart"
					.formatted(context.describe()),
				"Take the value that selects alone, such as @AuthenticationPrincipal(expression = \"tenant\") String tenant. "
						+ "If nothing but name and authorities does, take Principal or Authentication."));
	}

}
