package io.github.conditionalcache.webmvc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The request of a write, which any servlet of Spring MVC may serve. All of them note the
 * handler in an attribute before they call it.
 */
final class WriteRequest extends HttpServletRequestWrapper {

	private final OtherServlets others;

	WriteRequest(HttpServletRequest request, OtherServlets others) {
		super(request);
		this.others = others;
	}

	@Override
	public void setAttribute(String name, @Nullable Object value) {
		if (value instanceof HandlerMethod handler && name.equals(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
				&& this.others.serve(this)) {
			this.others.refuseWrite(handler, this);
		}
		super.setAttribute(name, value);
	}

}
