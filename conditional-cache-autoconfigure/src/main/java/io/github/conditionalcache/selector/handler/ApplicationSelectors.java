package io.github.conditionalcache.selector.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.conditionalcache.selector.ConstantSelector;
import io.github.conditionalcache.selector.PrincipalParts;
import io.github.conditionalcache.selector.QuerySelector;
import io.github.conditionalcache.selector.Selector;
import io.github.conditionalcache.selector.TokenCarriers;
import io.github.conditionalcache.selector.UserSelector;
import io.github.conditionalcache.selector.ViewSessionSelector;
import io.github.conditionalcache.selector.parameter.KnownUsers;
import io.github.conditionalcache.selector.parameter.ParameterSelection.Need;
import org.jspecify.annotations.Nullable;

/**
 * The selectors of the whole application: those that its settings ask for, and those that
 * a handler needs whatever the settings say. Thread-safe.
 */
final class ApplicationSelectors {

	private final SelectorSettings settings;

	private final PrincipalParts principal;

	private final TokenCarriers tokens;

	private final BeanSelectors beans;

	ApplicationSelectors(SelectorSettings settings, PrincipalParts principal, TokenCarriers tokens,
			BeanSelectors beans) {
		this.settings = settings;
		this.principal = principal;
		this.tokens = tokens;
		this.beans = beans;
	}

	/**
	 * Returns the selectors that read a request whoever sends it.
	 * @param handler the handler
	 * @param needs the inputs that its parameters take
	 * @return the selectors in their order
	 */
	List<Selector> ofRequest(SelectedHandler handler, Set<Need> needs) {
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
		return selectors;
	}

	/**
	 * Returns the selectors that the application contributes, and those of the user.
	 * @param needs the inputs that the parameters of the handler take
	 * @return the selectors in their order
	 */
	List<Selector> ofUser(Set<Need> needs) {
		List<Selector> selectors = new ArrayList<>(this.beans.contributors());
		if (this.settings.principal() || needs.contains(Need.USER)) {
			selectors.add(new UserSelector(this.principal));
			add(selectors, KnownUsers.claims(true));
		}
		return selectors;
	}

	/**
	 * Returns the settings that a handler overrules.
	 * @param needs the inputs that its parameters take
	 * @param handler the handler
	 * @return the settings, each with the inputs that the handler takes
	 */
	List<String> overruled(Set<Need> needs, SelectedHandler handler) {
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
