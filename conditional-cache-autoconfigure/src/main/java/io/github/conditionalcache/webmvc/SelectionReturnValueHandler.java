package io.github.conditionalcache.webmvc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Keeps Spring from deciding about a managed handler's return value: the conditional
 * fields are hidden from it, and so is Range where RFC 9110 §14.2 says to ignore it or
 * If-Range (§13.1.5) is false.
 */
final class SelectionReturnValueHandler implements HandlerMethodReturnValueHandler {

	private final HandlerMethodReturnValueHandler delegate;

	private final RangeSelection ranges;

	SelectionReturnValueHandler(HandlerMethodReturnValueHandler delegate, RangeSelection ranges) {
		this.delegate = delegate;
		this.ranges = ranges;
	}

	@Override
	public boolean supportsReturnType(MethodParameter returnType) {
		return this.delegate.supportsReturnType(returnType);
	}

	@Override
	public void handleReturnValue(@Nullable Object returnValue, MethodParameter returnType,
			ModelAndViewContainer mavContainer, NativeWebRequest webRequest) throws Exception {
		HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
		HttpServletResponse response = webRequest.getNativeResponse(HttpServletResponse.class);
		Exchange exchange = (request != null) ? Exchange.of(request) : null;
		if (request == null || response == null || exchange == null || !exchange.isUndecided()
				|| !exchange.policy().annotated()) {
			this.delegate.handleReturnValue(returnValue, returnType, mavContainer, webRequest);
			return;
		}
		boolean rangeIgnored = request.getHeaders(HttpHeaders.RANGE).hasMoreElements()
				&& !this.ranges.applies(exchange, returnValue, request, response);
		this.delegate.handleReturnValue(returnValue, returnType, mavContainer,
				new ServletWebRequest(new HiddenConditionsRequest(request, rangeIgnored), response));
	}

}
