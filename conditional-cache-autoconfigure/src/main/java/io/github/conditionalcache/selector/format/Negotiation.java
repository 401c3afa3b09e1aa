package io.github.conditionalcache.selector.format;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.accept.ContentNegotiationManager;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.view.BeanNameViewResolver;
import org.springframework.web.servlet.view.ContentNegotiatingViewResolver;
import org.springframework.web.servlet.view.InternalResourceViewResolver;

/**
 * How Spring MVC negotiates formats (RFC 9110 §12.1) in this application: the inputs that
 * it reads of a request, and which formats a handler's answers can have. Thread-safe.
 */
public final class Negotiation {

	/** The view that Spring Boot shows errors with. */
	private static final String ERROR_VIEW = "error";

	private final Map<Set<MediaType>, Formats> formats = new ConcurrentHashMap<>();

	private final Map<Class<?>, Formats> byType = new ConcurrentHashMap<>();

	private final SingletonSupplier<FormatStrategies> strategies;

	private final ObjectProvider<RequestMappingHandlerAdapter> adapters;

	private final ObjectProvider<ViewResolver> viewResolvers;

	private final SingletonSupplier<Boolean> oneView;

	public Negotiation(Supplier<@Nullable ContentNegotiationManager> manager,
			ObjectProvider<RequestMappingHandlerAdapter> adapters, ObjectProvider<ViewResolver> viewResolvers,
			Supplier<Collection<String>> viewNames) {
		this.strategies = SingletonSupplier.of(() -> FormatStrategies.of(manager.get()));
		this.adapters = adapters;
		this.viewResolvers = viewResolvers;
		this.oneView = SingletonSupplier.of(() -> isOneView(viewNames.get()));
	}

	FormatStrategies strategies() {
		return this.strategies.obtain();
	}

	/**
	 * Returns whether requests can ask for formats at all.
	 * @return {@code false} if nothing of a request is read for it
	 */
	public boolean isByRequest() {
		return strategies().any();
	}

	/**
	 * Returns the selector of a handler's formats.
	 * @param formats the formats
	 * @param pathHasOthers whether other handlers answer at its paths in other formats
	 * @return the selector
	 */
	public FormatSelector selector(Formats formats, boolean pathHasOthers) {
		return new FormatSelector(formats, strategies(), pathHasOthers);
	}

	/**
	 * Returns the formats of a handler with a list of media types in its mapping.
	 * @param produced the media types
	 * @return the formats
	 */
	public Formats ofProduced(Set<MediaType> produced) {
		return this.formats.computeIfAbsent(produced, Formats::of);
	}

	/**
	 * Returns the formats of values of a type.
	 * @param type the type of the values, as declared
	 * @return the formats
	 */
	public Formats ofValues(Class<?> type) {
		Formats known = this.byType.get(type);
		return (known != null) ? known : this.byType.computeIfAbsent(type, this::find);
	}

	private Formats find(Class<?> type) {
		if (isAboveOthers(type, String.class) || isAboveOthers(type, Resource.class)) {
			return Formats.of(Set.of());
		}
		Set<MediaType> certain = new LinkedHashSet<>();
		Set<MediaType> possible = new LinkedHashSet<>();
		for (RequestMappingHandlerAdapter adapter : this.adapters) {
			for (HttpMessageConverter<?> converter : adapter.getMessageConverters()) {
				if (converter.canWrite(type, null)) {
					List<MediaType> supported = converter.getSupportedMediaTypes(type);
					if (certain.isEmpty() && supported.contains(MediaType.ALL)) {
						// It is the first, so it writes all that others could write
						return Formats.ofAnyName();
					}
					certain.addAll(supported);
				}
				else if (mayWriteSubtypes(converter, type)) {
					possible.addAll(converter.getSupportedMediaTypes());
				}
			}
		}
		if (!certain.isEmpty() && certain.stream().noneMatch(MediaType::isConcrete)) {
			// A possible type is the default only if its converter can write the value
			return Formats.ofAnyName();
		}
		certain.addAll(possible);
		return ofProduced(certain);
	}

	// Strings and resources are sent as whatever a request asks for
	private static boolean isAboveOthers(Class<?> type, Class<?> special) {
		return type.isAssignableFrom(special) && type != special;
	}

	// A returned value may be more special than its declared type, and its elements
	// are not known here
	private static boolean mayWriteSubtypes(HttpMessageConverter<?> converter, Class<?> type) {
		return !Modifier.isFinal(type.getModifiers())
				&& !converter.getClass().getName().startsWith("org.springframework.");
	}

	/**
	 * Returns the formats of views.
	 * @return the formats
	 */
	public Formats ofViews() {
		return this.oneView.obtain() ? Formats.ofAnyName() : Formats.of(Set.of());
	}

	private boolean isOneView(Collection<String> viewNames) {
		List<ViewResolver> resolving = this.viewResolvers.stream()
			.filter((resolver) -> !leavesToOthers(resolver))
			.toList();
		return resolving.size() <= 1 && viewNames.stream().allMatch(ERROR_VIEW::equals);
	}

	private static boolean leavesToOthers(ViewResolver resolver) {
		return resolver.getClass() == BeanNameViewResolver.class
				|| resolver.getClass() == InternalResourceViewResolver.class
				|| (resolver instanceof ContentNegotiatingViewResolver negotiating
						&& negotiating.getDefaultViews().isEmpty());
	}

}
