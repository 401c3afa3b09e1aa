package io.github.conditionalcache.webmvc;

import io.github.conditionalcache.exchange.read.ReadExchange;
import io.github.conditionalcache.range.RangeField;
import io.github.conditionalcache.range.RangeSelection;
import io.github.conditionalcache.servlet.HiddenConditionsRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Keeps Spring from deciding about a managed handler's return value: the conditional
 * fields are hidden from it, and so is Range, which comes last (RFC 9110 §13.2.2).
 */
final class SelectionReturnValueHandler implements HandlerMethodReturnValueHandler {

	private final HandlerMethodReturnValueHandler delegate;

	SelectionReturnValueHandler(HandlerMethodReturnValueHandler delegate) {
		this.delegate = delegate;
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
		ReadExchange exchange = (request != null) ? ReadExchange.of(request) : null;
		if (request == null || response == null || exchange == null) {
			this.delegate.handleReturnValue(returnValue, returnType, mavContainer, webRequest);
			return;
		}
		boolean conditionsHidden = exchange.isUndecided() && exchange.readPolicy().annotated();
		boolean rangeHidden = RangeField.isIn(request) && isRangeHidden(exchange, returnValue, response);
		if (!conditionsHidden && !rangeHidden) {
			this.delegate.handleReturnValue(returnValue, returnType, mavContainer, webRequest);
			return;
		}
		if (rangeHidden && exchange.isUndecided() && request.getDispatcherType() != DispatcherType.INCLUDE
				&& RangeSelection.hasParts(bodyOf(returnValue))) {
			exchange.range(RangeField.of(request));
		}
		this.delegate.handleReturnValue(returnValue, returnType, mavContainer,
				new ServletWebRequest(new HiddenConditionsRequest(request, conditionsHidden, rangeHidden), response));
	}

	private static boolean isRangeHidden(ReadExchange exchange, @Nullable Object returnValue,
			HttpServletResponse response) {
		if (!exchange.isUndecided()) {
			// No validator could be had, and the client can use nothing but a part of its
			// content
			return exchange.preconditions().isConditional() || exchange.preconditions().hasIfRange();
		}
		return exchange.readPolicy().annotated() || !hasValidator(returnValue, response);
	}

	private static @Nullable Object bodyOf(@Nullable Object returnValue) {
		return (returnValue instanceof HttpEntity<?> entity) ? entity.getBody() : returnValue;
	}

	private static boolean hasValidator(@Nullable Object returnValue, HttpServletResponse response) {
		HttpHeaders fields = (returnValue instanceof HttpEntity<?> entity) ? entity.getHeaders() : HttpHeaders.EMPTY;
		return fields.containsHeader(HttpHeaders.ETAG) || fields.containsHeader(HttpHeaders.LAST_MODIFIED)
				|| response.containsHeader(HttpHeaders.ETAG) || response.containsHeader(HttpHeaders.LAST_MODIFIED);
	}

}
