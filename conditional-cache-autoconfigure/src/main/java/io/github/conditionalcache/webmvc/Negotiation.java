package io.github.conditionalcache.webmvc;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationManager;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * What proactive negotiation (RFC 9110 §12.1) may choose between for a request.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class Negotiation {

	private final Map<Class<?>, Set<String>> formats = new ConcurrentHashMap<>();

	/** Absent if the field alone tells what is asked for. */
	private final SingletonSupplier<Optional<ContentNegotiationManager>> manager;

	private final ObjectProvider<RequestMappingHandlerAdapter> adapters;

	/**
	 * Creates the view on Spring MVC's negotiation.
	 * @param manager reads what a request asks for
	 * @param adapters hold the message converters
	 */
	public Negotiation(ObjectProvider<ContentNegotiationManager> manager,
			ObjectProvider<RequestMappingHandlerAdapter> adapters) {
		this.manager = SingletonSupplier
			.of(() -> Optional.ofNullable(manager.getIfAvailable()).filter((available) -> !isByFieldAlone(available)));
		this.adapters = adapters;
	}

	/**
	 * Returns the media types that a request asks for, before any is chosen.
	 * @param request the request
	 * @return the types in their order, or {@code null} if every request gets the same
	 */
	@Nullable String requested(HttpServletRequest request) {
		Set<MediaType> producible = producible(request);
		if (producible != null && producible.size() == 1 && producible.iterator().next().isConcrete()) {
			return null;
		}
		String requested = resolve(request);
		return requested.equals(MediaType.ALL_VALUE) ? null : requested;
	}

	private String resolve(HttpServletRequest request) {
		Optional<ContentNegotiationManager> asking = this.manager.obtain();
		try {
			if (asking.isPresent()) {
				return asking.get()
					.resolveMediaTypes(new ServletWebRequest(request))
					.stream()
					.map(MediaType::toString)
					.collect(Collectors.joining(","));
			}
		}
		catch (HttpMediaTypeNotAcceptableException ex) {
			// Not to be understood, so as it is
		}
		return accepted(request);
	}

	private static boolean isByFieldAlone(ContentNegotiationManager manager) {
		for (ContentNegotiationStrategy strategy : manager.getStrategies()) {
			if (strategy.getClass() != HeaderContentNegotiationStrategy.class) {
				return false;
			}
		}
		return true;
	}

	private static String accepted(HttpServletRequest request) {
		String first = request.getHeader(HttpHeaders.ACCEPT);
		if (first == null) {
			return MediaType.ALL_VALUE;
		}
		Enumeration<String> lines = request.getHeaders(HttpHeaders.ACCEPT);
		if (lines.hasMoreElements()) {
			lines.nextElement();
		}
		return lines.hasMoreElements() ? first + "," + String.join(",", Collections.list(lines)) : first;
	}

	/**
	 * Returns whether values of a type can be sent in several formats.
	 * @param request the request
	 * @param type the type
	 * @return whether it depends on the request which one is sent
	 */
	boolean isOpen(HttpServletRequest request, Class<?> type) {
		Set<MediaType> producible = producible(request);
		if (producible != null) {
			return producible.size() > 1;
		}
		return formats(type).size() > 1;
	}

	/**
	 * Returns whether every request that asks like this one gets values of a type in one
	 * and the same format.
	 * @param request the request
	 * @param type the type
	 * @return whether there is one format, and the request accepts it
	 */
	boolean isSettled(HttpServletRequest request, Class<?> type) {
		String requested = requested(request);
		if (requested == null) {
			return true;
		}
		Set<String> formats = (producible(request) != null) ? Set.of() : formats(type);
		return formats.size() == 1 && (requested.contains(MediaType.ALL_VALUE)
				|| requested.equals("application/" + formats.iterator().next()));
	}

	private Set<String> formats(Class<?> type) {
		Set<String> known = this.formats.get(type);
		return (known != null) ? known : this.formats.computeIfAbsent(type, this::find);
	}

	private Set<String> find(Class<?> type) {
		Set<String> formats = new HashSet<>();
		this.adapters.forEach((adapter) -> formats.addAll(formats(adapter, type)));
		return Set.copyOf(formats);
	}

	private static Set<String> formats(RequestMappingHandlerAdapter adapter, Class<?> type) {
		Set<String> formats = new HashSet<>();
		for (HttpMessageConverter<?> converter : adapter.getMessageConverters()) {
			if (converter.canWrite(type, null)) {
				for (MediaType supported : converter.getSupportedMediaTypes(type)) {
					if (supported.isWildcardType()) {
						// Writes the same bytes, whatever they are called
						return formats;
					}
					String suffix = supported.getSubtypeSuffix();
					formats.add((suffix != null) ? suffix : supported.getSubtype());
				}
			}
		}
		return formats;
	}

	@SuppressWarnings("unchecked")
	private static @Nullable Set<MediaType> producible(HttpServletRequest request) {
		return (Set<MediaType>) request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE);
	}

}
