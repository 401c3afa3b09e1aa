package io.github.conditionalcache.webmvc;

import io.github.conditionalcache.exchange.read.ReadExchange;
import io.github.conditionalcache.exchange.read.ReturnDecisions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.ModelAndView;

/**
 * Decides a managed exchange before its view is rendered, or has the content of the view
 * held back. Thread-safe.
 */
public final class ViewDecisions {

	private final ReturnDecisions decisions;

	private final ViewFields fields = new ViewFields();

	/**
	 * Creates the decisions.
	 * @param decisions decides by views
	 */
	public ViewDecisions(ReturnDecisions decisions) {
		this.decisions = decisions;
	}

	/**
	 * Decides, if the handler has returned a view for the request's own exchange.
	 * @param handler the handler
	 * @param modelAndView the value that it has returned
	 * @param request the request
	 * @param response the response with the application's fields
	 */
	void decide(HandlerMethod handler, ModelAndView modelAndView, HttpServletRequest request,
			HttpServletResponse response) {
		if (!modelAndView.hasView() || request.getDispatcherType() == DispatcherType.INCLUDE) {
			return;
		}
		ReadExchange exchange = ReadExchange.of(request);
		if (exchange != null && exchange.isUndecided() && exchange.handler().isOf(handler)) {
			decide(exchange, modelAndView, response);
		}
	}

	private void decide(ReadExchange exchange, ModelAndView modelAndView, HttpServletResponse response) {
		ReturnedView view = new ReturnedView(modelAndView);
		boolean guarded = view.isForward() || exchange.readPolicy().traits().guarded() || view.isGuarded();
		this.decisions.decideByView(exchange,
				new ReturnDecisions.View(view.isOk(), guarded, this.fields.mayBeAddedBy(modelAndView)), response);
		if (view.isOk() && !guarded) {
			this.fields.watch(modelAndView, exchange);
		}
		if (exchange.response().isDiscarding()) {
			modelAndView.clear();
		}
	}

}
