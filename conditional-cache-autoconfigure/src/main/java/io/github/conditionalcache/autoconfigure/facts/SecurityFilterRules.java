package io.github.conditionalcache.autoconfigure.facts;

import java.util.List;

import io.github.conditionalcache.security.UrlRules;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * The rules of Spring Security's filter chains. They are asked with the request itself,
 * as it is and as a GET: for the user, and for two who have nothing but that they are
 * anonymous, or logged in.
 */
public final class SecurityFilterRules implements UrlRules {

	private static final Log logger = LogFactory.getLog(SecurityFilterRules.class);

	// Of how the user logged in, which is no right
	private static final String FACTOR = "FACTOR_";

	private static final Authentication ANONYMOUS = new AnonymousAuthenticationToken("conditional-cache",
			"anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

	private final ObjectProvider<FilterChainProxy> chains;

	private SecurityFilterRules(ObjectProvider<FilterChainProxy> chains) {
		this.chains = chains;
	}

	public static UrlRules of(BeanFactory beans) {
		return new SecurityFilterRules(beans.getBeanProvider(FilterChainProxy.class));
	}

	@Override
	public boolean admit(HttpServletRequest request) {
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		FilterChainProxy proxy = this.chains.getIfUnique();
		if (user == null || proxy == null) {
			return false;
		}
		try {
			Rules write = Rules.of(proxy, request);
			Rules read = Rules.of(proxy, new AsGet(request));
			return read.grant(user) && (read.restrict(user) || write.restrict(user));
		}
		catch (RuntimeException ex) {
			logger.debug("Not known whether there is a rule for " + request.getRequestURI(), ex);
			return false;
		}
	}

	@Override
	public boolean letRead(HttpServletRequest request) {
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		try {
			return this.chains.stream()
				.map((proxy) -> Rules.of(proxy, new AsGet(request)))
				.allMatch((rules) -> rules.filters().isEmpty() || (user != null && rules.grant(user)));
		}
		catch (RuntimeException ex) {
			logger.debug("Not known whether the user may read " + request.getRequestURI(), ex);
			return false;
		}
	}

	/**
	 * The rules for one request.
	 *
	 * @param request the request
	 * @param filters the filters that authorise it
	 */
	private record Rules(HttpServletRequest request, List<AuthorizationFilter> filters) {

		static Rules of(FilterChainProxy proxy, HttpServletRequest request) {
			List<Filter> filters = proxy.getFilterChains()
				.stream()
				.filter((chain) -> chain.matches(request))
				.findFirst()
				.map((chain) -> chain.getFilters())
				.orElse(List.of());
			return new Rules(request,
					filters.stream()
						.filter(AuthorizationFilter.class::isInstance)
						.map(AuthorizationFilter.class::cast)
						.toList());
		}

		boolean grant(Authentication user) {
			return this.filters.stream().allMatch((filter) -> {
				AuthorizationResult result = filter.getAuthorizationManager().authorize(() -> user, this.request);
				return result == null || result.isGranted();
			});
		}

		boolean restrict(Authentication user) {
			return !grant(ANONYMOUS) && !grant(withoutRights(user));
		}

		private static Authentication withoutRights(Authentication user) {
			List<? extends GrantedAuthority> factors = user.getAuthorities().stream().filter((granted) -> {
				String name = granted.getAuthority();
				return name != null && name.startsWith(FACTOR);
			}).toList();
			return UsernamePasswordAuthenticationToken.authenticated("conditional-cache", "", factors);
		}

	}

	/**
	 * The request, as if its resource were read.
	 */
	private static final class AsGet extends HttpServletRequestWrapper {

		AsGet(HttpServletRequest request) {
			super(request);
		}

		@Override
		public String getMethod() {
			return HttpMethod.GET.name();
		}

		// Dispatches of other types are often open to everybody
		@Override
		public DispatcherType getDispatcherType() {
			return DispatcherType.REQUEST;
		}

	}

}
