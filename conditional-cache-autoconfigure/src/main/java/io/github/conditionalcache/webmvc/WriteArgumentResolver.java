package io.github.conditionalcache.webmvc;

import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.conditionalcache.WritePrecondition;
import io.github.conditionalcache.exchange.write.WriteDecider;
import io.github.conditionalcache.exchange.write.WriteExchange;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives handlers the preconditions of their request. Where nothing is checked they get
 * some that always hold. Thread-safe.
 *
 * @since 0.1.0
 */
public final class WriteArgumentResolver implements HandlerMethodArgumentResolver {

	private final Supplier<WriteDecider> decision;

	private final Predicate<HttpServletRequest> paths;

	/**
	 * Creates the resolver.
	 * @param decision checks preconditions, asked for with the first request that is
	 * checked
	 * @param paths tells whether a request's path is one where writes are checked
	 */
	public WriteArgumentResolver(Supplier<WriteDecider> decision, Predicate<HttpServletRequest> paths) {
		this.decision = decision;
		this.paths = paths;
	}

	/**
	 * Returns a resolver whose preconditions always hold.
	 * @return the resolver
	 */
	public static WriteArgumentResolver unchecked() {
		return new WriteArgumentResolver(() -> {
			throw new IllegalStateException("No write is checked");
		}, (request) -> false);
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType().equals(WritePrecondition.class);
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer mavContainer,
			NativeWebRequest webRequest, @Nullable WebDataBinderFactory binderFactory) {
		HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
		if (request != null && !this.paths.test(request)) {
			return Unchecked.WRITE;
		}
		WriteExchange exchange = (request != null) ? WriteExchange.of(request) : null;
		if (exchange == null) {
			throw new IllegalStateException(
					("A WritePrecondition is for handlers with @ConditionalWrite that were mapped "
							+ "when the application started: %s")
						.formatted(parameter.getExecutable()));
		}
		return new Bound(exchange, this.decision.get());
	}

	/**
	 * The preconditions of a request that is not to be checked, whatever it carries.
	 */
	private enum Unchecked implements WritePrecondition {

		WRITE;

		@Override
		public boolean isConditional() {
			return false;
		}

		@Override
		public void check(@Nullable Object version) {
		}

		@Override
		public void written(Object version) {
		}

	}

	/**
	 * The preconditions of one request.
	 *
	 * @param exchange the exchange
	 * @param decision checks them
	 */
	private record Bound(WriteExchange exchange, WriteDecider decision) implements WritePrecondition {

		@Override
		public boolean isConditional() {
			return this.exchange.preconditions().restrictWrites();
		}

		@Override
		public void check(@Nullable Object version) {
			this.decision.check(this.exchange, version);
		}

		@Override
		public void written(Object version) {
			this.exchange.written(version, false);
		}

		@Override
		public void storedAsSent(Object version) {
			this.exchange.written(version, true);
		}

	}

}
