package io.github.conditionalcache.selector.handler;

import java.util.List;

import io.github.conditionalcache.selector.format.FormatSelector;
import io.github.conditionalcache.selector.format.Formats;
import io.github.conditionalcache.selector.format.Negotiation;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.web.accept.ContentNegotiationManager;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Finds the formats that each handler can send. Thread-safe.
 */
final class HandlerFormats {

	private static final String NEGOTIATION = "mvcContentNegotiationManager";

	private final Negotiation negotiation;

	HandlerFormats(ListableBeanFactory beans) {
		this.negotiation = new Negotiation(() -> MvcBeans.find(beans, NEGOTIATION, ContentNegotiationManager.class),
				beans.getBeanProvider(RequestMappingHandlerAdapter.class), beans.getBeanProvider(ViewResolver.class),
				() -> List.of(beans.getBeanNamesForType(View.class, true, false)));
	}

	/**
	 * Finds the selector of the format.
	 * @param handler the handler
	 * @param mapped the inputs that its mappings look at
	 * @return the selector, or {@code null} if no request can ask for a format
	 */
	@Nullable FormatSelector selector(SelectedHandler handler, Mapped mapped) {
		return this.negotiation.isByRequest()
				? this.negotiation.selector(formats(handler, mapped), mapped.pathHasOtherFormats()) : null;
	}

	private Formats formats(SelectedHandler handler, Mapped mapped) {
		if (!mapped.produced().isEmpty()) {
			return this.negotiation.ofProduced(mapped.produced());
		}
		return handler.view() ? this.negotiation.ofViews() : this.negotiation.ofValues(handler.returned());
	}

}
