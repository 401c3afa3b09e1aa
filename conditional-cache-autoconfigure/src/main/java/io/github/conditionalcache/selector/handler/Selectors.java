package io.github.conditionalcache.selector.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.conditionalcache.selector.ConstantSelector;
import io.github.conditionalcache.selector.FieldSelector;
import io.github.conditionalcache.selector.PrincipalParts;
import io.github.conditionalcache.selector.QuerySelector;
import io.github.conditionalcache.selector.Selector;
import io.github.conditionalcache.selector.TokenCarriers;
import io.github.conditionalcache.selector.UnknownSelector;
import io.github.conditionalcache.selector.UserSelector;
import io.github.conditionalcache.selector.ViewSessionSelector;
import io.github.conditionalcache.selector.parameter.HandlerParameters;
import io.github.conditionalcache.selector.parameter.KnownUsers;
import io.github.conditionalcache.selector.parameter.ParameterClassifier;
import io.github.conditionalcache.selector.parameter.ParameterSelection.Need;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.function.SingletonSupplier;
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

	private final HandlerFormats formats;

	private final BeanSelectors beans;

	private final SingletonSupplier<ParameterClassifier> parameters;

	private final TokenCarriers tokens;

	private volatile HandlerMappings mappings = new HandlerMappings(List.of());

	/**
	 * Creates the search.
	 * @param settings which selectors count
	 * @param principal adds an authenticated user
	 * @param tokens reads what carries a token against forgery
	 * @param beans the beans of the application
	 */
	public Selectors(SelectorSettings settings, PrincipalParts principal, TokenCarriers tokens,
			ListableBeanFactory beans) {
		this.tokens = tokens;
		this.settings = settings;
		this.principal = principal;
		this.formats = new HandlerFormats(beans);
		this.beans = new BeanSelectors(beans);
		this.parameters = SingletonSupplier.ofNullable(() -> beans.getBeanProvider(RequestMappingHandlerAdapter.class)
			.orderedStream()
			.findFirst()
			.map(ParameterClassifier::of)
			.orElse(null));
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
			add(selectors, this.beans.locale(handler.view()));
		}
		add(selectors, this.beans.apiVersion());
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
		selectors.addAll(this.beans.contributors());
		if (this.settings.principal() || needs.contains(Need.USER)) {
			selectors.add(new UserSelector(this.principal));
			add(selectors, KnownUsers.claims(true));
		}
		selectors.addAll(parameters.selectors());
		return HandlerSelectors.of(selectors, this.formats.selector(handler, mapped), declared, this.settings.vary(),
				parameters, overruled(needs, handler));
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

}
