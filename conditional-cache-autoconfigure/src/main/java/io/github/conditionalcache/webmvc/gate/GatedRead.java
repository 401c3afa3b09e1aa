package io.github.conditionalcache.webmvc.gate;

import io.github.conditionalcache.exchange.read.ReadExchange;
import io.github.conditionalcache.exchange.read.ReadGate;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/**
 * One call of a handler that reads: arguments are resolved and validated when the gate
 * sees them, and nothing of the handler has run. Not thread-safe; made for each request,
 * as Spring MVC does.
 */
final class GatedRead extends ServletInvocableHandlerMethod {

	private final ReadGate gate;

	private final ReadExchange exchange;

	private @Nullable HttpServletResponse response;

	private @Nullable ModelAndViewContainer container;

	GatedRead(HandlerMethod handler, ReadGate gate, ReadExchange exchange) {
		super(handler);
		this.gate = gate;
		this.exchange = exchange;
	}

	@Override
	public void invokeAndHandle(ServletWebRequest webRequest, ModelAndViewContainer mavContainer,
			@Nullable Object... providedArgs) throws Exception {
		this.response = webRequest.getResponse();
		this.container = mavContainer;
		try {
			super.invokeAndHandle(webRequest, mavContainer, providedArgs);
		}
		catch (AnsweredEarly signal) {
			mavContainer.setRequestHandled(true);
		}
	}

	@Override
	protected @Nullable Object doInvoke(@Nullable Object... args) throws Exception {
		if (this.response != null && this.gate.answers(this.exchange, getBean(), this.response, args)) {
			return answered();
		}
		Object result = super.doInvoke(args);
		this.gate.returned(this.exchange);
		return result;
	}

	// No advice stands between Spring MVC and this method, so a null result of a request
	// that is handled is enough. Throwing the signal would double the cost of an early
	// 304.
	private @Nullable Object answered() {
		if (this.container == null || getResponseStatus() != null || shouldValidateReturnValue()) {
			throw new AnsweredEarly();
		}
		this.container.setRequestHandled(true);
		return null;
	}

}
