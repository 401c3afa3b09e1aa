package io.github.conditionalcache.servlet;

import java.io.IOException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.util.WebUtils;

/**
 * Sees the fields that other filters set after the handler, as Spring Session and Spring
 * Security do, and ends a 304 when nothing can follow. Belongs outside all other filters,
 * on REQUEST and ASYNC dispatches. Thread-safe.
 *
 * @since 0.1.0
 */
public final class LateFieldsFilter implements Filter {

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request instanceof HttpServletRequest httpRequest && response instanceof HttpServletResponse httpResponse
				&& ConditionalCacheFilter.isRead(httpRequest.getMethod())) {
			filter(httpRequest, httpResponse, chain);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private static void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		LateFieldsResponse resumed = (request.getDispatcherType() == DispatcherType.ASYNC)
				? WebUtils.getNativeResponse(response, LateFieldsResponse.class) : null;
		if (resumed != null) {
			chain.doFilter(request, response);
			end(request, resumed);
		}
		else {
			LateFieldsResponse outermost = new LateFieldsResponse(response);
			chain.doFilter(request, outermost);
			end(request, outermost);
		}
	}

	private static void end(HttpServletRequest request, LateFieldsResponse response) throws IOException {
		if (!response.isManaged() || response.isCommitted() || request.isAsyncStarted()) {
			return;
		}
		if (response.getStatus() == HttpServletResponse.SC_NOT_MODIFIED) {
			UnreadContent.announce(request, response);
			// Else Jetty adds a Content-Length of 0
			response.flushBuffer();
		}
		else {
			response.closing();
		}
	}

}
