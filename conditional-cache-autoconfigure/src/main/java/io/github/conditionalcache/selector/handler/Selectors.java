package io.github.conditionalcache.selector.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.conditionalcache.selector.FieldSelector;
import io.github.conditionalcache.selector.PrincipalParts;
import io.github.conditionalcache.selector.Selector;
import io.github.conditionalcache.selector.TokenCarriers;
import io.github.conditionalcache.selector.UnknownSelector;
import io.github.conditionalcache.selector.format.FormatSelector;
import io.github.conditionalcache.selector.parameter.HandlerParameters;
import io.github.conditionalcache.selector.parameter.ParameterClassifier;
import io.github.conditionalcache.selector.parameter.ParameterSelection.Need;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Finds the selectors of each handler, from its mapping, its signature and the settings.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class Selectors {

	private final SelectorSettings settings;

	private final HandlerFormats formats;

	private final ApplicationSelectors ofApplication;

	private final SingletonSupplier<ParameterClassifier> parameters;

	private volatile HandlerMappings mappings = new HandlerMappings(List.of());

	/**
	 * Creates the search.
	 * @param settings which selectors count
	 * @param principal adds an authenticated user
	 * @param tokens reads the carriers of a token against forgery
	 * @param beans the beans of the application
	 */
	public Selectors(SelectorSettings settings, PrincipalParts principal, TokenCarriers tokens,
			ListableBeanFactory beans) {
		this.settings = settings;
		this.formats = new HandlerFormats(beans);
		this.ofApplication = new ApplicationSelectors(settings, principal, tokens, new BeanSelectors(beans));
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
	public void settle(List<Map<RequestMappingInfo, HandlerMethod>> all) {
		this.mappings = new HandlerMappings(all);
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
		List<Selector> selectors = new ArrayList<>(this.ofApplication.ofRequest(handler, needs));
		List<String> declared = new ArrayList<>(this.settings.headers());
		declared.addAll(handler.vary());
		declared.forEach((name) -> selectors.add(new FieldSelector(name)));
		mapped.fields().forEach((name) -> selectors.add(new FieldSelector(name)));
		if (mapped.unknown()) {
			selectors.add(new UnknownSelector());
		}
		selectors.addAll(this.ofApplication.ofUser(needs));
		selectors.addAll(parameters.selectors());
		FormatSelector format = this.formats.selector(handler, mapped);
		SelectingFields fields = SelectingFields.of(format, selectors, declared, this.settings.vary());
		return new HandlerSelectors(selectors, format, fields, parameters,
				this.ofApplication.overruled(needs, handler));
	}

}
