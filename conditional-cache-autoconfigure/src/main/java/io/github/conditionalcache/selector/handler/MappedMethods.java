package io.github.conditionalcache.selector.handler;

import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * The request methods that a handler is mapped to.
 *
 * @param names the methods, or none if it is mapped to all
 */
public record MappedMethods(Set<RequestMethod> names) {

	/** The safe methods (RFC 9110 §9.2.1). */
	private static final Set<RequestMethod> SAFE = Set.of(RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS,
			RequestMethod.TRACE);

	public static MappedMethods of(RequestMappingInfo mapping) {
		return new MappedMethods(mapping.getMethodsCondition().getMethods());
	}

	/**
	 * Returns the methods of a handler that is not mapped yet: those of its method and of
	 * its class together, as Spring MVC maps it.
	 * @param handler the method of the handler
	 * @param type the class that it is written in
	 * @return the methods
	 */
	public static MappedMethods of(Method handler, Class<?> type) {
		Set<RequestMethod> names = EnumSet.noneOf(RequestMethod.class);
		names.addAll(of(AnnotatedElementUtils.findMergedAnnotation(handler, RequestMapping.class)));
		names.addAll(of(AnnotatedElementUtils.findMergedAnnotation(type, RequestMapping.class)));
		return new MappedMethods(names);
	}

	private static List<RequestMethod> of(@Nullable RequestMapping mapping) {
		return (mapping != null) ? List.of(mapping.method()) : List.of();
	}

	/**
	 * Returns whether a request may change the resource.
	 * @param method its method, of HTTP or not
	 * @return whether the method is not safe
	 */
	public static boolean isWrite(String method) {
		RequestMethod known = RequestMethod.resolve(method);
		return known == null || !SAFE.contains(known);
	}

	public boolean includeGet() {
		return this.names.isEmpty() || this.names.contains(RequestMethod.GET);
	}

	/**
	 * Returns whether the handler answers GET or HEAD, the methods that can be answered
	 * 304.
	 * @return whether one of them is mapped
	 */
	public boolean includeReads() {
		return includeGet() || this.names.contains(RequestMethod.HEAD);
	}

	/**
	 * Returns whether the handler is mapped to methods that are not safe, and to no
	 * others.
	 * @return whether it only writes
	 */
	public boolean areWrites() {
		return !this.names.isEmpty() && this.names.stream().noneMatch(SAFE::contains);
	}

}
