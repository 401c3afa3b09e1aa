package io.github.conditionalcache.webmvc.gate;

import java.util.function.Supplier;

import io.github.conditionalcache.exchange.read.ReadExchange;
import io.github.conditionalcache.exchange.write.WriteExchange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/**
 * Spring MVC's adapter with the gate in front of managed handlers. All others are called
 * as ever. Thread-safe.
 *
 * @since 0.1.0
 */
public final class GateHandlerAdapter extends RequestMappingHandlerAdapter {

	private final SingletonSupplier<GatedHandlers> gate;

	/**
	 * Creates the adapter.
	 * @param gate gives the gate if there is one; asked with the first request
	 */
	public GateHandlerAdapter(Supplier<@Nullable GatedHandlers> gate) {
		this.gate = SingletonSupplier.ofNullable(() -> gate.get());
	}

	@Override
	protected @Nullable ModelAndView handleInternal(HttpServletRequest request, HttpServletResponse response,
			HandlerMethod handlerMethod) throws Exception {
		GatedHandlers available = this.gate.get();
		if (available == null) {
			return super.handleInternal(request, response, handlerMethod);
		}
		ReadExchange read = ReadExchange.of(request);
		if (read != null && read.handler().isOf(handlerMethod)) {
			return super.handleInternal(request, response, available.before(handlerMethod, read, request));
		}
		if (read != null) {
			available.handOn(handlerMethod, read);
		}
		WriteExchange write = available.beginWrite(handlerMethod, request, response);
		return (write != null) ? write(available, write, request, response, handlerMethod)
				: super.handleInternal(request, response, handlerMethod);
	}

	private @Nullable ModelAndView write(GatedHandlers available, WriteExchange write, HttpServletRequest request,
			HttpServletResponse response, HandlerMethod handlerMethod) throws Exception {
		try {
			ModelAndView view = super.handleInternal(request, response, available.before(handlerMethod, write));
			if (view == null) {
				available.afterWrite(write, request, response);
			}
			return view;
		}
		catch (Exception ex) {
			throw available.afterFailure(write, request, response, ex);
		}
	}

	@Override
	protected ServletInvocableHandlerMethod createInvocableHandlerMethod(HandlerMethod handlerMethod) {
		return (handlerMethod instanceof ServletInvocableHandlerMethod gated) ? gated
				: super.createInvocableHandlerMethod(handlerMethod);
	}

}
