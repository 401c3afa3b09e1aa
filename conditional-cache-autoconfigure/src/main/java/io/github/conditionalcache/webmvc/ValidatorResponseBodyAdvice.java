package io.github.conditionalcache.webmvc;

import java.io.IOException;
import java.util.List;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.answer.ContentFields;
import io.github.conditionalcache.answer.PendingFields;
import io.github.conditionalcache.exchange.read.DeclaredVersions;
import io.github.conditionalcache.exchange.read.ReadDecider;
import io.github.conditionalcache.exchange.read.ReadExchange;
import io.github.conditionalcache.exchange.write.WriteExchange;
import io.github.conditionalcache.exchange.write.WrittenTag;
import io.github.conditionalcache.failure.Failures;
import io.github.conditionalcache.handler.ReturnedTypes;
import io.github.conditionalcache.handler.StreamTypes;
import io.github.conditionalcache.precondition.PreconditionOutcome;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.range.RangeSelection;
import io.github.conditionalcache.representation.RepresentationValidators;
import io.github.conditionalcache.security.SecurityAnnotations;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourceRegion;
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

	private final RepresentationValidators validators;

	private final DeclaredVersions versions;

	private final RangeSelection ranges;

	private final WrittenTag written;

	/**
	 * Creates the advice.
	 * @param decider decides from validators
	 * @param validators reads a value's validators
	 * @param versions looks up the declared versions
	 * @param ranges selects parts of what is decided
	 * @param written labels answers to writes
	 */
	public ValidatorResponseBodyAdvice(ReadDecider decider, RepresentationValidators validators,
			DeclaredVersions versions, RangeSelection ranges, WrittenTag written) {
		this.decider = decider;
		this.validators = validators;
		this.versions = versions;
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
				this.written.label(write, servletRequest.getServletRequest(), servletResponse, hasContent(body));
				return body;
			}
			ReadExchange exchange = ReadExchange.of(servletRequest.getServletRequest());
			if (exchange != null && servletRequest.getServletRequest().getDispatcherType() != DispatcherType.INCLUDE) {
				Object decided = decide(exchange, body, returnType, contentType, servletRequest.getServletRequest(),
						servletResponse);
				return this.ranges.select(exchange, decided, converterType, contentType, servletResponse);
			}
		}
		return body;
	}

	private static boolean hasContent(@Nullable Object body) {
		return body != null && !(body instanceof CharSequence text && text.isEmpty())
				&& !(body instanceof byte[] bytes && bytes.length == 0)
				&& !(body instanceof Resource resource && isEmpty(resource));
	}

	private static boolean isEmpty(Resource resource) {
		try {
			// Asking a stream for its length would read it
			return !(resource instanceof InputStreamResource) && resource.contentLength() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private @Nullable Object decide(ReadExchange exchange, @Nullable Object body, MethodParameter returnType,
			MediaType contentType, HttpServletRequest request, ServletServerHttpResponse response) {
		HttpServletResponse servletResponse = response.getServletResponse();
		if (!exchange.isUndecided()) {
			return body;
		}
		if (!exchange.policy().method().equals(returnType.getMethod())) {
			// An exception handler answers, or a handler that was forwarded to
			if (!exchange.response().isHolding()) {
				exchange.bypass(Reason.ERROR);
			}
			return body;
		}
		if (StreamTypes.include(contentType)) {
			exchange.bypass(Reason.STREAMING);
			return body;
		}
		PendingFields.writeDeciding(response);
		PreconditionOutcome outcome = this.decider.answered(exchange, servletResponse);
		if (outcome == null) {
			outcome = isPart(body) ? this.decider.decideForeignPart(exchange, servletResponse)
					: decide(exchange, body, contentType, request, servletResponse);
		}
		if (outcome == PreconditionOutcome.PROCEED) {
			return body;
		}
		ContentFields.removeFrom(response.getHeaders());
		if (body != null && ReturnedTypes.areMeasured(body.getClass())) {
			exchange.response().settle();
		}
		return null;
	}

	private PreconditionOutcome decide(ReadExchange exchange, @Nullable Object body, MediaType contentType,
			HttpServletRequest request, HttpServletResponse response) {
		if (!this.decider.dependsOnType()) {
			return decideTyped(exchange, body, contentType, request, response);
		}
		// A converter may know better
		String before = response.getContentType();
		response.setContentType(contentType.toString());
		PreconditionOutcome outcome = decideTyped(exchange, body, contentType, request, response);
		if (outcome == PreconditionOutcome.PROCEED) {
			response.setContentType(before);
		}
		return outcome;
	}

	private PreconditionOutcome decideTyped(ReadExchange exchange, @Nullable Object body, MediaType contentType,
			HttpServletRequest request, HttpServletResponse response) {
		try {
			this.versions.complete(exchange, body);
			if (exchange.policy().guarded() || exchange.isVerified() || SecurityAnnotations.isGuarded(body)) {
				exchange.response().hold();
				return PreconditionOutcome.PROCEED;
			}
			PreconditionOutcome byKnown = this.decider.decideByKnown(exchange, response);
			if (byKnown != null) {
				return byKnown;
			}
			Validators ofValue = isLabelledByValue(exchange, body)
					? this.validators.of(exchange, request, body, contentType, response) : null;
			if (ofValue != null) {
				return this.decider.decide(exchange, response, ofValue, RepresentationValidators.kindOf(body),
						Phase.VALUE);
			}
			if (this.ranges.isBeyondHashing(exchange, body)) {
				exchange.bypass(Reason.TOO_LARGE);
			}
			else {
				exchange.response().hold();
			}
		}
		catch (Throwable ex) {
			this.decider.validatorFailed(exchange, Failures.notFatal(ex));
		}
		return PreconditionOutcome.PROCEED;
	}

	// A file tells which one it is, a version does not
	private static boolean isLabelledByValue(ReadExchange exchange, @Nullable Object body) {
		return exchange.policy().annotated() && exchange.knowsSelection()
				&& (body instanceof Resource || exchange.policy().selectors().areProved());
	}

	private static boolean isPart(@Nullable Object body) {
		return body instanceof ResourceRegion
				|| (body instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof ResourceRegion);
	}

}
