package io.github.conditionalcache.webmvc;

import io.github.conditionalcache.security.SecurityAnnotations;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.SmartView;
import org.springframework.web.servlet.view.UrlBasedViewResolver;

/**
 * A view that a handler has returned, before it is rendered.
 *
 * @param view the view and its model
 */
record ReturnedView(ModelAndView view) {

	/**
	 * Returns whether the answer will be a 200. The view sets its status when it is too
	 * late for a decision.
	 * @return {@code false} if it has another status, or redirects
	 */
	boolean isOk() {
		HttpStatusCode status = this.view.getStatus();
		return (status == null || status.value() == HttpServletResponse.SC_OK)
				&& !hasPrefix(UrlBasedViewResolver.REDIRECT_URL_PREFIX)
				&& !(this.view.getView() instanceof SmartView smart && smart.isRedirectView());
	}

	/**
	 * Returns whether another handler answers. Tomcat resets the response at the
	 * beginning of a forward.
	 * @return whether it forwards
	 */
	boolean isForward() {
		return hasPrefix(UrlBasedViewResolver.FORWARD_URL_PREFIX);
	}

	private boolean hasPrefix(String prefix) {
		String name = this.view.getViewName();
		return name != null && name.startsWith(prefix);
	}

	/**
	 * Returns whether its model is authorised piece by piece while it is rendered.
	 * @return whether nothing may be decided before
	 */
	boolean isGuarded() {
		return this.view.getModel().values().stream().anyMatch(ReturnedView::isGuarded);
	}

	private static boolean isGuarded(@Nullable Object attribute) {
		return SecurityAnnotations.isGuarded(attribute);
	}

}
