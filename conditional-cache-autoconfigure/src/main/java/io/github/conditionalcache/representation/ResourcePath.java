package io.github.conditionalcache.representation;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.bind.annotation.MatrixVariable;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * The resource that a request is about, as routing sees it: the segments of the path
 * within the application, each decoded. Two spellings of a path that reach a handler with
 * the same variables are one resource. An encoded slash is part of its segment, an empty
 * segment is one, and a slash at the end makes another resource. Parameters of the path
 * count where the handler takes them.
 */
final class ResourcePath {

	private static final String SESSION = "jsessionid";

	private ResourcePath() {
	}

	/**
	 * Returns the name of a resource.
	 * @param request the request
	 * @param handler the handler that answers GET
	 * @return the same text for the same resource, and for no other one
	 */
	static String of(HttpServletRequest request, Method handler) {
		RequestPath parsed = (RequestPath) request.getAttribute(ServletRequestPathUtils.PATH_ATTRIBUTE);
		RequestPath path = (parsed != null) ? parsed : ServletRequestPathUtils.parse(request);
		PathContainer within = path.pathWithinApplication();
		String value = within.value();
		boolean hasParameters = value.indexOf(';') >= 0;
		if (!hasParameters && value.indexOf('%') < 0) {
			return value;
		}
		return canonical(within.elements(), hasParameters && takesParameters(handler));
	}

	private static boolean takesParameters(Method handler) {
		return Arrays.stream(new AnnotatedMethod(handler).getMethodParameters())
			.anyMatch((MethodParameter parameter) -> parameter.hasParameterAnnotation(MatrixVariable.class));
	}

	private static String canonical(List<PathContainer.Element> elements, boolean withParameters) {
		StringBuilder canonical = new StringBuilder();
		for (PathContainer.Element element : elements) {
			if (element instanceof PathContainer.PathSegment segment) {
				append(canonical, segment.valueToMatch(), "%/;");
				if (withParameters) {
					appendParameters(canonical, segment);
				}
			}
			else {
				canonical.append(element.value());
			}
		}
		return canonical.toString();
	}

	private static void appendParameters(StringBuilder canonical, PathContainer.PathSegment segment) {
		new TreeMap<>(segment.parameters()).forEach((name, values) -> {
			if (!name.equalsIgnoreCase(SESSION)) {
				values.forEach((value) -> {
					append(canonical.append(';'), name, "%/;=");
					append(canonical.append('='), value, "%/;=");
				});
			}
		});
	}

	private static void append(StringBuilder canonical, String text, String marks) {
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (marks.indexOf(character) >= 0) {
				canonical.append('%').append((int) character).append('.');
			}
			else {
				canonical.append(character);
			}
		}
	}

}
