package io.github.conditionalcache.webmvc;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.answer.ContentFields;
import io.github.conditionalcache.answer.PendingFields;
import io.github.conditionalcache.exchange.read.ReadDecider;
import io.github.conditionalcache.exchange.read.ReadExchange;
import io.github.conditionalcache.exchange.write.WriteExchange;
import io.github.conditionalcache.exchange.write.WrittenTag;
import io.github.conditionalcache.handler.ReturnedTypes;
import io.github.conditionalcache.handler.StreamTypes;
import io.github.conditionalcache.range.RangeSelection;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Decides a managed exchange by the returned value before it is serialised, or has the
 * content held back when the value tells no version. Runs after every other advice, so
 * that nothing is added to an answer without content. Thread-safe.
 *
 * @since 0.1.0
 */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public final class ValidatorResponseBodyAdvice implements ResponseBodyAdvice<Object> {

	private final ReadDecider decider;

	private final RangeSelection ranges;

	private final WrittenTag written;

	/**
	 * Creates the advice.
	 * @param decider decides from validators
	 * @param ranges selects parts of what is decided
	 * @param written labels answers to writes
	 */
	public ValidatorResponseBodyAdvice(ReadDecider decider, RangeSelection ranges, WrittenTag written) {
		this.decider = decider;
		this.ranges = ranges;
		this.written = written;
	}

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
		return true;
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType contentType,
			Class<? extends HttpMessageConverter<?>> converterType, ServerHttpRequest request,
			ServerHttpResponse response) {
		if (request instanceof ServletServerHttpRequest servletRequest
				&& response instanceof ServletServerHttpResponse servletResponse) {
			WriteExchange write = WriteExchange.of(servletRequest.getServletRequest());
			if (write != null && write.writePolicy().method().equals(returnType.getMethod())) {
				this.written.label(write, servletRequest.getServletRequest(), servletResponse,
						ReturnedContent.isPresent(body));
				return body;
			}
			ReadExchange exchange = ReadExchange.of(servletRequest.getServletRequest());
			if (exchange != null && servletRequest.getServletRequest().getDispatcherType() != DispatcherType.INCLUDE) {
				Object decided = isDue(exchange, returnType, contentType)
						? decide(exchange, body, contentType, servletResponse) : body;
				return this.ranges.select(exchange, decided, converterType, contentType, servletResponse);
			}
		}
		return body;
	}

	private static boolean isDue(ReadExchange exchange, MethodParameter returnType, MediaType contentType) {
		if (!exchange.isUndecided()) {
			return false;
		}
		if (!exchange.policy().method().equals(returnType.getMethod())) {
			// An exception handler answers, or a handler that was forwarded to
			if (!exchange.response().isHolding()) {
				exchange.bypass(Reason.ERROR);
			}
			return false;
		}
		if (StreamTypes.include(contentType)) {
			exchange.bypass(Reason.STREAMING);
			return false;
		}
		return true;
	}

	private @Nullable Object decide(ReadExchange exchange, @Nullable Object body, MediaType contentType,
			ServletServerHttpResponse response) {
		HttpServletResponse servletResponse = response.getServletResponse();
		PendingFields.writeDeciding(response);
		if (!this.decider.answered(exchange, servletResponse)) {
			decide(exchange, body, contentType, servletResponse);
		}
		if (!exchange.response().isDiscarding()) {
			return body;
		}
		ContentFields.removeFrom(response.getHeaders());
		if (body != null && ReturnedTypes.areMeasured(body.getClass())) {
			exchange.response().settle();
		}
		return null;
	}

	private void decide(ReadExchange exchange, @Nullable Object body, MediaType contentType,
			HttpServletResponse response) {
		if (ReturnedContent.isPart(body)) {
			this.decider.decideForeignPart(exchange, response);
			return;
		}
		this.decider.decideByValue(exchange, body, contentType, response);
		if (exchange.isUndecided() && !exchange.response().isHolding()) {
			if (this.ranges.isBeyondHashing(exchange, body)) {
				exchange.bypass(Reason.TOO_LARGE);
			}
			else {
				exchange.response().hold();
			}
		}
	}

}
