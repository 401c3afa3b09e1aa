package io.github.conditionalcache.webmvc;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.conditionalcache.WriteRefusalHandler;
import io.github.conditionalcache.WriteRefusedException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/**
 * Answers refused writes. Comes before the application's exception handlers: one of all
 * exceptions, in a controller even before any advice, would make a 500 of a refusal.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class WriteRefusalResolver extends ExceptionHandlerExceptionResolver {

	/**
	 * Answers with problem details (RFC 9457): a type that never changes, the reason, and
	 * the current entity tag as a field.
	 */
	public static final WriteRefusalHandler PROBLEM_DETAILS = WriteRefusalResolver::problem;

	private final Supplier<WriteRefusalHandler> handler;

	/**
	 * Creates the resolver.
	 * @param handler makes the answers, asked for with the first refusal
	 */
	public WriteRefusalResolver(Supplier<WriteRefusalHandler> handler) {
		this.handler = handler;
	}

	/**
	 * Writes answers as the application's resolvers do.
	 * @param resolvers the resolvers of the application
	 */
	public void writeLike(List<HandlerExceptionResolver> resolvers) {
		resolvers.stream()
			.filter(ExceptionHandlerExceptionResolver.class::isInstance)
			.map(ExceptionHandlerExceptionResolver.class::cast)
			.findFirst()
			.ifPresent((other) -> {
				setMessageConverters(other.getMessageConverters());
				setContentNegotiationManager(other.getContentNegotiationManager());
				setErrorResponseInterceptors(other.getErrorResponseInterceptors());
			});
	}

	@Override
	protected @Nullable ServletInvocableHandlerMethod getExceptionHandlerMethod(@Nullable HandlerMethod handlerMethod,
			Exception exception, ServletWebRequest webRequest) {
		return (exception instanceof WriteRefusedException)
				? new ServletInvocableHandlerMethod(this, Objects
					.requireNonNull(ReflectionUtils.findMethod(getClass(), "answer", WriteRefusedException.class)))
				: null;
	}

	ResponseEntity<?> answer(WriteRefusedException refused) {
		return this.handler.get().answer(refused);
	}

	private static ResponseEntity<?> problem(WriteRefusedException refused) {
		WriteRefusedException.Reason reason = refused.reason();
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(refused.getStatusCode())
			// Whatever is accepted: a write was refused, and the client must learn why
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
		String tag = refused.entityTag();
		if (tag != null) {
			answer.header(HttpHeaders.ETAG, tag);
		}
		String cacheControl = cacheControl(reason);
		if (cacheControl != null) {
			answer.header(HttpHeaders.CACHE_CONTROL, cacheControl);
		}
		return answer.body(refused.getBody());
	}

	// RFC 6585 §3: a 428 must not be stored
	private static @Nullable String cacheControl(WriteRefusedException.Reason reason) {
		return (reason == WriteRefusedException.Reason.REQUIRED) ? "no-store" : null;
	}

}
