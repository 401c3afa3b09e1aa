package io.github.conditionalcache.webmvc;

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

	GatedHandlerMethod(HandlerMethod handler, Gate gate) {
		super(handler);
		this.gate = gate;
	}

	@Override
	public void invokeAndHandle(ServletWebRequest webRequest, ModelAndViewContainer mavContainer,
			@Nullable Object... providedArgs) throws Exception {
		this.request = webRequest.getRequest();
		this.response = webRequest.getResponse();
		try {
			super.invokeAndHandle(webRequest, mavContainer, providedArgs);
		}
		catch (AnsweredEarly signal) {
			mavContainer.setRequestHandled(true);
		}
	}

	@Override
	protected @Nullable Object doInvoke(@Nullable Object... args) throws Exception {
		if (this.request != null && this.response != null) {
			this.gate.beforeCall(this, this.request, this.response, args);
		}
		return super.doInvoke(args);
	}

}
