package io.github.conditionalcache.webmvc.gate;

import io.github.conditionalcache.WriteRefusedException;
import io.github.conditionalcache.exchange.write.WriteExchange;
import io.github.conditionalcache.exchange.write.WriteGate;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/**
 * One call of a handler that writes under preconditions. Not thread-safe; made for each
 * request, as Spring MVC does.
 */
final class GatedWrite extends ServletInvocableHandlerMethod {

	private final WriteGate gate;

	private final WriteExchange exchange;

	GatedWrite(HandlerMethod handler, WriteGate gate, WriteExchange exchange) {
		super(handler);
		this.gate = gate;
		this.exchange = exchange;
	}

	@Override
	public void invokeAndHandle(ServletWebRequest webRequest, ModelAndViewContainer mavContainer,
			@Nullable Object... providedArgs) throws Exception {
		try {
			super.invokeAndHandle(webRequest, mavContainer, providedArgs);
		}
		catch (AnsweredEarly signal) {
			throwRefusal();
			mavContainer.setRequestHandled(true);
		}
	}

	@Override
	protected @Nullable Object doInvoke(@Nullable Object... args) throws Exception {
		if (!this.gate.permits(this.exchange, args)) {
			throw new AnsweredEarly();
		}
		try {
			return super.doInvoke(args);
		}
		finally {
			this.gate.returned(this.exchange);
			// Whatever advice has made of the signal
			throwRefusal();
		}
	}

	private void throwRefusal() {
		WriteRefusedException refusal = this.exchange.refusal();
		if (refusal != null) {
			throw refusal;
		}
	}

}
