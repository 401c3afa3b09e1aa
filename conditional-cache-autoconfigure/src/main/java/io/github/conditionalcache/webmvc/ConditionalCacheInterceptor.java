package io.github.conditionalcache.webmvc;

import io.github.conditionalcache.registry.HandlerRegistry;
import io.github.conditionalcache.registry.ReadHandler;
import io.github.conditionalcache.registry.RegisteredHandler;
import io.github.conditionalcache.selector.handler.MappedMethods;
import io.github.conditionalcache.webmvc.gate.WriteExchanges;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * Begins and ends the exchanges of managed handlers, and has a view's content held back.
 * It never answers: at {@code preHandle} neither arguments nor method security have been
 * checked. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ConditionalCacheInterceptor implements HandlerInterceptor {

	private final HandlerRegistry handlers;

	private final ReadExchanges reads;

	private final WriteExchanges writes;

	private final ViewDecisions views;

	/**
	 * Creates the interceptor.
	 * @param handlers the managed handlers
	 * @param reads begins the exchanges of handlers that read
	 * @param writes begins and ends the exchanges of handlers that write
	 * @param views decides about views
	 */
	public ConditionalCacheInterceptor(HandlerRegistry handlers, ReadExchanges reads, WriteExchanges writes,
			ViewDecisions views) {
		this.handlers = handlers;
		this.reads = reads;
		this.writes = writes;
		this.views = views;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		RegisteredHandler found = this.handlers.find(handler);
		if (found instanceof ReadHandler read && !MappedMethods.isWrite(request.getMethod())) {
			this.reads.begin(read, request, response);
		}
		else if (handler instanceof HandlerMethod method) {
			this.writes.begin(method, found, request, response);
		}
		return true;
	}

	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView modelAndView) {
		if (modelAndView != null && handler instanceof HandlerMethod method) {
			this.views.decide(method, modelAndView, request, response);
		}
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception failure) {
		if (handler instanceof HandlerMethod method) {
			this.writes.end(method, request);
		}
	}

}
