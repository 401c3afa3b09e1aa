package io.github.conditionalcache.webmvc.gate;

import io.github.conditionalcache.WriteRefusedException;
import io.github.conditionalcache.exchange.WriteExchange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/**
 * One call of a handler that has a declared version: arguments are resolved and validated
 * when the gate sees them, and nothing of the handler has run. Not thread-safe; made for
 * each request, as Spring MVC does.
 */
final class GatedHandlerMethod extends ServletInvocableHandlerMethod {

	private final Gate gate;

	private @Nullable HttpServletRequest request;

	private @Nullable HttpServletResponse response;

	private @Nullable ModelAndViewContainer container;

	GatedHandlerMethod(HandlerMethod handler, Gate gate) {
		super(handler);
		this.gate = gate;
	}

	@Override
	public void invokeAndHandle(ServletWebRequest webRequest, ModelAndViewContainer mavContainer,
			@Nullable Object... providedArgs) throws Exception {
		this.request = webRequest.getRequest();
		this.response = webRequest.getResponse();
		this.container = mavContainer;
		try {
			super.invokeAndHandle(webRequest, mavContainer, providedArgs);
		}
		catch (AnsweredEarly signal) {
			throwRefusal();
			mavContainer.setRequestHandled(true);
		}
	}

	private void throwRefusal() {
		WriteExchange write = (this.request != null) ? WriteExchange.of(this.request) : null;
		WriteRefusedException refusal = (write != null) ? write.refusal() : null;
		if (refusal != null) {
			throw refusal;
		}
	}

	@Override
	protected @Nullable Object doInvoke(@Nullable Object... args) throws Exception {
		if (this.request != null && this.response != null
				&& this.gate.beforeCall(this, this.request, this.response, args)) {
			return answered();
		}
		WriteExchange write = (this.request != null) ? this.gate.write(this, this.request) : null;
		if (write != null) {
			return invokeWrite(write, args);
		}
		Object result = super.doInvoke(args);
		if (this.request != null) {
			this.gate.afterReturn(this, this.request);
		}
		return result;
	}

	// Only Spring MVC is in between, which takes this for a handler that has answered
	// itself. Unwinding for a signal costs as much as the rest of the answer.
	private @Nullable Object answered() {
		if (this.container == null || getResponseStatus() != null || shouldValidateReturnValue()) {
			throw new AnsweredEarly();
		}
		this.container.setRequestHandled(true);
		return null;
	}

	private @Nullable Object invokeWrite(WriteExchange write, @Nullable Object[] args) throws Exception {
		try {
			return super.doInvoke(args);
		}
		finally {
			write.closeGate();
			// Whatever advice has made of the signal
			throwRefusal();
		}
	}

}
