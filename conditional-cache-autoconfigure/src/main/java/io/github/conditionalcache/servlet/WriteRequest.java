package io.github.conditionalcache.servlet;

import io.github.conditionalcache.selector.handler.MappedMethods;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.WebUtils;

/**
 * The request of a write, which any servlet of Spring MVC may serve. All of them note the
 * handler in an attribute before they call it.
 */
final class WriteRequest extends HttpServletRequestWrapper {

	private final OtherServlets others;

	private final HttpServletResponse response;

	private WriteRequest(HttpServletRequest request, HttpServletResponse response, OtherServlets others) {
		super(request);
		this.response = response;
		this.others = others;
	}

	/**
	 * Wraps the request of a write, once.
	 * @param request any request
	 * @param response its response
	 * @param others refuses writes that nothing checks
	 * @return the request, wrapped if it is a write
	 */
	static ServletRequest of(ServletRequest request, ServletResponse response, OtherServlets others) {
		return (request instanceof HttpServletRequest httpRequest
				&& response instanceof HttpServletResponse httpResponse
				&& MappedMethods.isWrite(httpRequest.getMethod())
				&& WebUtils.getNativeRequest(request, WriteRequest.class) == null)
						? new WriteRequest(httpRequest, httpResponse, others) : request;
	}

	@Override
	public void setAttribute(String name, @Nullable Object value) {
		if (value instanceof HandlerMethod handler && name.equals(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
				&& this.others.serve(this)) {
			this.others.refuseWrite(handler, this, this.response);
		}
		super.setAttribute(name, value);
	}

}
