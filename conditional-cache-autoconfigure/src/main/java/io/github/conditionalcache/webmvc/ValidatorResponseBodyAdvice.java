package io.github.conditionalcache.webmvc;

import io.github.conditionalcache.answer.PendingFields;
import io.github.conditionalcache.exchange.read.ReadExchange;
import io.github.conditionalcache.exchange.read.ReturnDecisions;
import io.github.conditionalcache.exchange.write.WriteExchange;
import io.github.conditionalcache.exchange.write.WrittenTag;
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

	private final ReturnDecisions decisions;

	private final RangeSelection ranges;

	private final WrittenTag written;

	/**
	 * Creates the advice.
	 * @param decisions decides by values
	 * @param ranges selects parts of the decided content
	 * @param written labels answers to writes
	 */
	public ValidatorResponseBodyAdvice(ReturnDecisions decisions, RangeSelection ranges, WrittenTag written) {
		this.decisions = decisions;
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
				Object decided = this.decisions.areDue(exchange, returnType.getMethod(), contentType)
						? decide(exchange, body, contentType, servletResponse) : body;
				return this.ranges.select(exchange, decided, converterType, contentType, servletResponse);
			}
		}
		return body;
	}

	private @Nullable Object decide(ReadExchange exchange, @Nullable Object body, MediaType contentType,
			ServletServerHttpResponse response) {
		HttpServletResponse servletResponse = response.getServletResponse();
		PendingFields.writeDeciding(response);
		if (ReturnedContent.isPart(body)) {
			this.decisions.decideByPart(exchange, servletResponse);
		}
		else {
			this.decisions.decideByValue(exchange, body, contentType, servletResponse);
		}
		if (!exchange.response().isDiscarding()) {
			return body;
		}
		PendingFields.removeContent(response);
		return null;
	}

}
