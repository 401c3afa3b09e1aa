package io.github.conditionalcache.selector.format;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationManager;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.FixedContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.accept.ParameterContentNegotiationStrategy;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * The strategies that decide in this application which formats a request asks for.
 *
 * @param manager reads the formats that a request asks for, or {@code null} if the field
 * alone counts
 * @param fields request fields that are read
 * @param unknown whether something of the application may read anything
 * @param any whether anything is read at all
 */
public record FormatStrategies(@Nullable ContentNegotiationManager manager, List<String> fields, boolean unknown,
		boolean any) {

	static FormatStrategies of(@Nullable ContentNegotiationManager manager) {
		if (manager == null) {
			return new FormatStrategies(null, List.of(HttpHeaders.ACCEPT), false, true);
		}
		Set<Class<?>> types = manager.getStrategies()
			.stream()
			.map(ContentNegotiationStrategy::getClass)
			.collect(Collectors.toSet());
		boolean byField = types.contains(HeaderContentNegotiationStrategy.class);
		boolean unknown = !Set
			.of(HeaderContentNegotiationStrategy.class, ParameterContentNegotiationStrategy.class,
					FixedContentNegotiationStrategy.class)
			.containsAll(types);
		boolean byFieldAlone = byField && types.size() == 1;
		return new FormatStrategies(byFieldAlone ? null : manager, byField ? List.of(HttpHeaders.ACCEPT) : List.of(),
				unknown, !Set.of(FixedContentNegotiationStrategy.class).containsAll(types));
	}

	/**
	 * Returns the media types that a request asks for.
	 * @param request the request
	 * @return the types in their order, or {@code null} if it takes anything
	 */
	@Nullable String requested(HttpServletRequest request) {
		if (!this.any) {
			return null;
		}
		if (this.manager != null) {
			try {
				return this.manager.resolveMediaTypes(new ServletWebRequest(request))
					.stream()
					.map(MediaType::toString)
					.collect(Collectors.joining(","));
			}
			catch (HttpMediaTypeNotAcceptableException ex) {
				// The Accept field can't be parsed: it counts unchanged
			}
		}
		return accepted(request);
	}

	private static @Nullable String accepted(HttpServletRequest request) {
		String first = request.getHeader(HttpHeaders.ACCEPT);
		if (first == null) {
			return null;
		}
		Enumeration<String> lines = request.getHeaders(HttpHeaders.ACCEPT);
		if (lines.hasMoreElements()) {
			lines.nextElement();
		}
		return lines.hasMoreElements() ? first + "," + String.join(",", Collections.list(lines)) : first;
	}

}
