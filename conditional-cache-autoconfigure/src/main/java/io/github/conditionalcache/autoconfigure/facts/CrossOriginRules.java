package io.github.conditionalcache.autoconfigure.facts;

import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.github.conditionalcache.handler.ManagedHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The methods that scripts of other origins may send, as far as they are configured by
 * path or annotation.
 */
public final class CrossOriginRules {

	private static final String SECURITY = "springSecurityFilterChain";

	private final List<UrlBasedCorsConfigurationSource> ofSecurity;

	private final List<UrlBasedCorsConfigurationSource> ofMappings;

	public CrossOriginRules(ListableBeanFactory beans) {
		this.ofSecurity = beans.containsBean(SECURITY)
				? beans.getBeanProvider(UrlBasedCorsConfigurationSource.class).stream().toList() : List.of();
		this.ofMappings = beans.getBeanProvider(RequestMappingHandlerMapping.class)
			.stream()
			.map(RequestMappingHandlerMapping::getCorsConfigurationSource)
			.filter(UrlBasedCorsConfigurationSource.class::isInstance)
			.map(UrlBasedCorsConfigurationSource.class::cast)
			.toList();
	}

	/**
	 * Returns the conditional request fields that scripts would need for a handler, but
	 * may not send. Browsers' own caches revalidate without being asked, so a handler
	 * that reads needs If-None-Match only if the application shows scripts the tag.
	 * @param handler the handler
	 * @return names of fields
	 */
	public Set<String> refused(ManagedHandler handler) {
		Set<String> refused = new TreeSet<>();
		String field = (handler.access() == ManagedHandler.Access.WRITE) ? HttpHeaders.IF_MATCH
				: HttpHeaders.IF_NONE_MATCH;
		for (String pattern : handler.patterns()) {
			CorsConfiguration cors = of(handler, pattern);
			if (cors != null && letsIn(cors, handler) && wants(cors, handler)
					&& cors.checkHeaders(List.of(field)) == null) {
				refused.add(field);
			}
		}
		return refused;
	}

	private static boolean letsIn(CorsConfiguration cors, ManagedHandler handler) {
		Stream<String> methods = handler.requestMethods().isEmpty() ? Stream.of("GET")
				: handler.requestMethods().stream();
		return (cors.getAllowedOrigins() != null || cors.getAllowedOriginPatterns() != null)
				&& methods.anyMatch((method) -> cors.checkHttpMethod(HttpMethod.valueOf(method)) != null);
	}

	private static boolean wants(CorsConfiguration cors, ManagedHandler handler) {
		List<String> exposed = cors.getExposedHeaders();
		return handler.access() == ManagedHandler.Access.WRITE
				|| (exposed != null && exposed.stream().anyMatch(HttpHeaders.ETAG::equalsIgnoreCase));
	}

	// Spring Security's filter answers first
	private @Nullable CorsConfiguration of(ManagedHandler handler, String pattern) {
		CorsConfiguration first = find(this.ofSecurity, pattern);
		if (first != null) {
			return first;
		}
		CorsConfiguration global = find(this.ofMappings, pattern);
		CorsConfiguration local = annotated(handler);
		return (global != null) ? global.combine(local) : local;
	}

	private static @Nullable CorsConfiguration find(List<UrlBasedCorsConfigurationSource> sources, String pattern) {
		PathContainer path = PathContainer.parsePath(pattern);
		return sources.stream()
			.flatMap((source) -> source.getCorsConfigurations().entrySet().stream())
			.filter((entry) -> PathPatternParser.defaultInstance.parse(entry.getKey()).matches(path))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

	// As RequestMappingHandlerMapping does, which doesn't tell
	private static @Nullable CorsConfiguration annotated(ManagedHandler handler) {
		List<CrossOrigin> annotations = Stream.<AnnotatedElement>of(handler.type(), handler.method())
			.map((element) -> AnnotatedElementUtils.findMergedAnnotation(element, CrossOrigin.class))
			.filter((annotation) -> annotation != null)
			.toList();
		if (annotations.isEmpty()) {
			return null;
		}
		CorsConfiguration cors = new CorsConfiguration();
		annotations.forEach((annotation) -> {
			Stream.of(annotation.allowedHeaders()).map(CrossOriginRules::asFarAsKnown).forEach(cors::addAllowedHeader);
			Stream.of(annotation.exposedHeaders()).map(CrossOriginRules::asFarAsKnown).forEach(cors::addExposedHeader);
			Stream.of(annotation.methods()).forEach((method) -> cors.addAllowedMethod(method.asHttpMethod()));
		});
		if (cors.getAllowedMethods() == null) {
			handler.requestMethods().forEach(cors::addAllowedMethod);
		}
		return cors.applyPermitDefaultValues();
	}

	// The path that a placeholder stands for may be all that is needed
	private static String asFarAsKnown(String header) {
		return (header.contains("${") || header.contains("#{")) ? CorsConfiguration.ALL : header;
	}

}
