package io.github.conditionalcache.webmvc.gate;

import io.github.conditionalcache.WriteRefusedException;
import io.github.conditionalcache.answer.CrossOrigin;
import io.github.conditionalcache.servlet.UnreadContent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/**
 * Spring MVC's adapter with the gate in front of the handlers that declare a version. All
 * others are called as ever. Thread-safe.
 *
 * @since 0.1.0
 */
public final class GateHandlerAdapter extends RequestMappingHandlerAdapter {

	private final SingletonSupplier<Gate> gate;

	/**
	 * Creates the adapter.
	 * @param gate the gate, asked for with the first request
	 */
	public GateHandlerAdapter(ObjectProvider<Gate> gate) {
		this.gate = SingletonSupplier.ofNullable(gate::getIfAvailable);
	}

	@Override
	protected @Nullable ModelAndView handleInternal(HttpServletRequest request, HttpServletResponse response,
			HandlerMethod handlerMethod) throws Exception {
		Gate available = this.gate.get();
		if (available == null || !available.beginsWrite(handlerMethod, request, response)) {
			return super.handleInternal(request, response, handlerMethod);
		}
		try {
			ModelAndView view = super.handleInternal(request, response, handlerMethod);
			if (view == null) {
				available.afterWrite(handlerMethod, request, response);
			}
			return view;
		}
		catch (Exception ex) {
			Exception failure = available.afterFailure(handlerMethod, request, ex);
			if (failure instanceof WriteRefusedException) {
				UnreadContent.skip(request, response);
				CrossOrigin.exposeEntityTag(response);
			}
			throw failure;
		}
	}

	@Override
	protected ServletInvocableHandlerMethod createInvocableHandlerMethod(HandlerMethod handlerMethod) {
		Gate available = this.gate.get();
		return (available != null && available.stands(handlerMethod)) ? new GatedHandlerMethod(handlerMethod, available)
				: super.createInvocableHandlerMethod(handlerMethod);
	}

}
