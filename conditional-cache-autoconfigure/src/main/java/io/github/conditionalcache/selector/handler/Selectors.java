package io.github.conditionalcache.selector.handler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.github.conditionalcache.VariantContributor;
import io.github.conditionalcache.selector.ConstantSelector;
import io.github.conditionalcache.selector.ContributorSelector;
import io.github.conditionalcache.selector.FieldSelector;
import io.github.conditionalcache.selector.LocaleSelector;
import io.github.conditionalcache.selector.PrincipalParts;
import io.github.conditionalcache.selector.QuerySelector;
import io.github.conditionalcache.selector.Selector;
import io.github.conditionalcache.selector.TokenCarriers;
import io.github.conditionalcache.selector.UnknownSelector;
import io.github.conditionalcache.selector.UserSelector;
import io.github.conditionalcache.selector.ViewSessionSelector;
import io.github.conditionalcache.selector.format.FormatSelector;
import io.github.conditionalcache.selector.format.Formats;
import io.github.conditionalcache.selector.format.Negotiation;
import io.github.conditionalcache.selector.parameter.HandlerParameters;
import io.github.conditionalcache.selector.parameter.ParameterClassifier;
import io.github.conditionalcache.selector.parameter.ParameterRules;
import io.github.conditionalcache.selector.parameter.ParameterSelection.Need;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.accept.ApiVersionStrategy;
import org.springframework.web.accept.ContentNegotiationManager;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Finds what selects between the representations of each handler, from its mapping, its
 * signature and the settings. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Selectors {

	private final SelectorSettings settings;

	private final PrincipalParts principal;

	private final Negotiation negotiation;

	private final SingletonSupplier<List<Selector>> contributors;

	private final SingletonSupplier<ParameterClassifier> parameters;

	private final Supplier<@Nullable LocaleResolver> localeResolver;

	private final Supplier<@Nullable ApiVersionStrategy> apiVersions;

	private final TokenCarriers tokens;

	private volatile HandlerMappings mappings = new HandlerMappings(List.of());

	/**
	 * Creates the search.
	 * @param settings which selectors count
	 * @param principal adds an authenticated user
	 * @param tokens reads what carries a token against forgery
	 * @param beans what the application has
	 */
	public Selectors(SelectorSettings settings, PrincipalParts principal, TokenCarriers tokens, Beans beans) {
		this.tokens = tokens;
		this.settings = settings;
		this.principal = principal;
		this.negotiation = new Negotiation(beans.negotiation(), beans.adapters(), beans.viewResolvers(),
				beans.viewNames());
		this.contributors = SingletonSupplier
			.of(() -> beans.contributors().orderedStream().<Selector>map(ContributorSelector::new).toList());
		this.parameters = SingletonSupplier
			.ofNullable(() -> beans.adapters().orderedStream().findFirst().map(ParameterClassifier::of).orElse(null));
		this.localeResolver = beans.localeResolver();
		this.apiVersions = beans.apiVersions();
	}

	/**
	 * Takes over the mappings of the application, when it has started.
	 * @param all the mappings
	 */
	public void settle(HandlerMappings all) {
		this.mappings = all;
	}

	/**
	 * Finds the selectors of a handler.
	 * @param handler the handler
	 * @return its selectors
	 */
	public HandlerSelectors of(SelectedHandler handler) {
		Mapped mapped = this.mappings.of(handler.handler());
		ParameterClassifier found = this.parameters.get();
		HandlerParameters parameters = (found != null) ? found.classify(handler.handler(), handler.type())
				: HandlerParameters.NONE;
		Set<Need> needs = parameters.needs();
		List<Selector> selectors = new ArrayList<>();
		selectors.add(new ConstantSelector(handler.id(), this.settings.deployment()));
		if ((this.settings.locale() && handler.locale()) || needs.contains(Need.LOCALE)) {
			add(selectors, LocaleSelector.of(this.localeResolver.get(), handler.view()));
		}
		ApiVersionStrategy strategy = this.apiVersions.get();
		if (strategy != null) {
			selectors.add(ApiVersionSource.of(strategy));
		}
		if (handler.view()) {
			selectors.add(new ViewSessionSelector(this.tokens));
		}
		if (this.settings.query() || needs.contains(Need.QUERY)) {
			selectors.add(new QuerySelector());
		}
		List<String> declared = new ArrayList<>(this.settings.headers());
		declared.addAll(handler.vary());
		declared.forEach((name) -> selectors.add(new FieldSelector(name)));
		mapped.fields().forEach((name) -> selectors.add(new FieldSelector(name)));
		if (mapped.unknown()) {
			selectors.add(new UnknownSelector());
		}
		selectors.addAll(this.contributors.obtain());
		if (this.settings.principal() || needs.contains(Need.USER)) {
			selectors.add(new UserSelector(this.principal));
			add(selectors, ParameterRules.claims());
		}
		selectors.addAll(parameters.selectors());
		return HandlerSelectors.of(selectors, format(handler, mapped), declared, this.settings.vary(), parameters,
				overruled(needs, handler));
	}

	private List<String> overruled(Set<Need> needs, SelectedHandler handler) {
		List<String> overruled = new ArrayList<>();
		if (needs.contains(Need.QUERY) && !this.settings.query()) {
			overruled.add("the query, although 'conditional-cache.variant.query' is false");
		}
		if (needs.contains(Need.LOCALE) && !this.settings.locale()) {
			overruled.add("the language, although 'conditional-cache.variant.locale' is false");
		}
		else if (needs.contains(Need.LOCALE) && !handler.locale()) {
			overruled.add("the language, although its annotation or policy says 'locale = false'");
		}
		if (needs.contains(Need.USER) && !this.settings.principal()) {
			overruled.add("the user, although 'conditional-cache.variant.principal' is false");
		}
		return overruled;
	}

	private static void add(List<Selector> selectors, @Nullable Selector selector) {
		if (selector != null) {
			selectors.add(selector);
		}
	}

	private @Nullable FormatSelector format(SelectedHandler handler, Mapped mapped) {
		Negotiation.Strategies strategies = this.negotiation.strategies();
		return strategies.any() ? new FormatSelector(formats(handler, mapped), strategies, mapped.pathHasOtherFormats())
				: null;
	}

	private Formats formats(SelectedHandler handler, Mapped mapped) {
		if (!mapped.produced().isEmpty()) {
			return this.negotiation.ofProduced(mapped.produced());
		}
		return handler.view() ? this.negotiation.ofViews() : this.negotiation.ofValues(handler.returned());
	}

	/**
	 * What the application has.
	 *
	 * @param negotiation reads which formats a request asks for
	 * @param adapters hold the message converters
	 * @param viewResolvers find views by their names
	 * @param viewNames names of views that are beans
	 * @param localeResolver finds the language of a request
	 * @param apiVersions finds the API version of a request
	 * @param contributors add what else selects
	 */
	public record Beans(Supplier<@Nullable ContentNegotiationManager> negotiation,
			ObjectProvider<RequestMappingHandlerAdapter> adapters, ObjectProvider<ViewResolver> viewResolvers,
			Supplier<Collection<String>> viewNames, Supplier<@Nullable LocaleResolver> localeResolver,
			Supplier<@Nullable ApiVersionStrategy> apiVersions, ObjectProvider<VariantContributor> contributors) {

		private static final String NEGOTIATION = "mvcContentNegotiationManager";

		private static final String API_VERSIONS = "mvcApiVersionStrategy";

		/**
		 * Looks these beans up when they are needed.
		 * @param beans the beans of the application
		 * @return the beans
		 */
		public static Beans of(ListableBeanFactory beans) {
			return new Beans(() -> find(beans, NEGOTIATION, ContentNegotiationManager.class),
					beans.getBeanProvider(RequestMappingHandlerAdapter.class),
					beans.getBeanProvider(ViewResolver.class),
					() -> List.of(beans.getBeanNamesForType(View.class, true, false)),
					() -> named(beans, DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME, LocaleResolver.class),
					() -> find(beans, API_VERSIONS, ApiVersionStrategy.class),
					beans.getBeanProvider(VariantContributor.class));
		}

		// Spring MVC asks for its beans by name. Others of the type are the application's
		// own.
		private static <T> @Nullable T named(ListableBeanFactory beans, String name, Class<T> type) {
			Object bean = beans.containsBean(name) ? beans.getBean(name) : null;
			return type.isInstance(bean) ? type.cast(bean) : null;
		}

		private static <T> @Nullable T find(ListableBeanFactory beans, String name, Class<T> type) {
			T found = named(beans, name, type);
			return (found != null) ? found : beans.getBeanProvider(type).getIfUnique();
		}

	}

}
