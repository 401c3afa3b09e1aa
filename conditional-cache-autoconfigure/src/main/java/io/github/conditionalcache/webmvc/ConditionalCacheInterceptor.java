package io.github.conditionalcache.webmvc;

import java.time.Clock;
import java.util.function.Predicate;

import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.answer.ContentEvents;
import io.github.conditionalcache.answer.DiagnosticSettings;
import io.github.conditionalcache.answer.Explanations;
import io.github.conditionalcache.exchange.Outcome;
import io.github.conditionalcache.exchange.OutcomePublisher;
import io.github.conditionalcache.exchange.read.ContentDecisions;
import io.github.conditionalcache.exchange.read.ReadDecider;
import io.github.conditionalcache.exchange.read.ReadExchange;
import io.github.conditionalcache.exchange.write.WriteExchange;
import io.github.conditionalcache.registry.HandlerRegistry;
import io.github.conditionalcache.registry.ReadHandler;
import io.github.conditionalcache.registry.RegisteredHandler;
import io.github.conditionalcache.security.SecurityAnnotations;
import io.github.conditionalcache.servlet.HoldingResponse;
import io.github.conditionalcache.servlet.LateFieldsResponse;
import io.github.conditionalcache.webmvc.gate.IncomingRequest;
import io.github.conditionalcache.webmvc.gate.WriteExchanges;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatusCode;
import org.springframework.util.CollectionUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.SmartView;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.servlet.view.UrlBasedViewResolver;
import org.springframework.web.util.WebUtils;

/**
 * Attaches the policy of a managed handler to the request, and holds a view's content
 * back. It never answers: at {@code preHandle} neither arguments nor method security have
 * been checked. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ConditionalCacheInterceptor implements HandlerInterceptor {

	private final Predicate<HttpServletRequest> paths;

	private final HandlerRegistry handlers;

	private final ReadDecider decider;

	private final Clock clock;

	private final WriteExchanges writes;

	private final OutcomePublisher outcomes;

	private final Explanations explanations;

	private final ViewFields views = new ViewFields();

	/**
	 * Creates the interceptor.
	 * @param paths tells whether a request's path is one where handlers are managed
	 * @param handlers the managed handlers
	 * @param decider decides from validators
	 * @param writes begins the exchanges of handlers that write
	 * @param outcomes is told how writes ended
	 * @param settings tell whether decisions are explained to clients
	 * @param clock tells how two-digit years are meant
	 */
	public ConditionalCacheInterceptor(Predicate<HttpServletRequest> paths, HandlerRegistry handlers,
			ReadDecider decider, WriteExchanges writes, OutcomePublisher outcomes, DiagnosticSettings settings,
			Clock clock) {
		this.paths = paths;
		this.handlers = handlers;
		this.decider = decider;
		this.writes = writes;
		this.outcomes = outcomes;
		this.explanations = new Explanations(settings);
		this.clock = clock;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		RegisteredHandler found = this.handlers.find(handler);
		if (handler instanceof HandlerMethod method) {
			this.writes.begin(method, found, request, response);
		}
		if (found instanceof ReadHandler read && this.paths.test(request) && isOfItsOwn(request.getDispatcherType())
				&& ReadExchange.of(request) == null
				&& CollectionUtils.isEmpty(RequestContextUtils.getInputFlashMap(request))) {
			HoldingResponse managed = WebUtils.getNativeResponse(response, HoldingResponse.class);
			if (managed != null) {
				attach(request, managed, read);
			}
		}
		return true;
	}

	private static boolean isOfItsOwn(DispatcherType type) {
		return type != DispatcherType.ERROR && type != DispatcherType.INCLUDE;
	}

	private void attach(HttpServletRequest request, HoldingResponse response, ReadHandler handler) {
		ReadExchange exchange = new ReadExchange(handler, IncomingRequest.pattern(request),
				IncomingRequest.preconditions(request, this.clock), request, response, this.explanations);
		exchange.attachTo(request);
		ContentEvents events = new ContentDecisions(this.decider, exchange);
		response.manage(events, request.getMethod().equals("HEAD"));
		LateFieldsResponse outermost = WebUtils.getNativeResponse(response, LateFieldsResponse.class);
		if (outermost != null) {
			outermost.manage(events);
		}
	}

	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView modelAndView) {
		if (modelAndView == null || !modelAndView.hasView() || request.getDispatcherType() == DispatcherType.INCLUDE) {
			return;
		}
		ReadExchange exchange = ReadExchange.of(request);
		if (exchange == null || !exchange.isUndecided() || !(handler instanceof HandlerMethod method)
				|| !exchange.handler().isOf(method)) {
			return;
		}
		if (isNotOk(modelAndView)) {
			exchange.bypass(Reason.STATUS);
			return;
		}
		boolean decided = !isLeftToTheEnd(exchange, modelAndView) && this.decider.decideByKnown(exchange, response);
		if (!isForward(modelAndView) && !isGuarded(exchange, modelAndView)) {
			this.views.watch(modelAndView, exchange);
		}
		if (!decided) {
			exchange.response().hold();
		}
		else if (exchange.response().isDiscarding()) {
			modelAndView.clear();
		}
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception failure) {
		WriteExchange write = (handler instanceof HandlerMethod method) ? WriteExchange.of(request, method) : null;
		if (write != null) {
			Outcome outcome = write.outcome();
			this.outcomes.report(request,
					new ConditionalRequestOutcome(write.writePolicy().name(), request.getMethod(), write.pattern(),
							outcome.result(), outcome.reason(), outcome.validator(), outcome.phase(), null, false,
							write.validation(), null));
		}
	}

	// The view sets the status, once it is too late
	private static boolean isNotOk(ModelAndView modelAndView) {
		HttpStatusCode status = modelAndView.getStatus();
		String name = modelAndView.getViewName();
		return (status != null && status.value() != HttpServletResponse.SC_OK)
				|| (name != null && name.startsWith(UrlBasedViewResolver.REDIRECT_URL_PREFIX))
				|| (modelAndView.getView() instanceof SmartView view && view.isRedirectView());
	}

	private boolean isLeftToTheEnd(ReadExchange exchange, ModelAndView modelAndView) {
		return isForward(modelAndView) || isGuarded(exchange, modelAndView) || exchange.isVerified()
				|| (exchange.policy().annotated() && this.views.mayBeAddedBy(modelAndView));
	}

	// Tomcat resets the response at the beginning of a forward
	private static boolean isForward(ModelAndView modelAndView) {
		String name = modelAndView.getViewName();
		return name != null && name.startsWith(UrlBasedViewResolver.FORWARD_URL_PREFIX);
	}

	private static boolean isGuarded(ReadExchange exchange, ModelAndView modelAndView) {
		return exchange.policy().guarded()
				|| modelAndView.getModel().values().stream().anyMatch(SecurityAnnotations::isGuarded);
	}

}
