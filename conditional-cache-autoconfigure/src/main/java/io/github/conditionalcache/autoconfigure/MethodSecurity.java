package io.github.conditionalcache.autoconfigure;

import java.util.List;
import java.util.concurrent.Callable;

import io.github.conditionalcache.webmvc.AuthorizationAdvice;
import io.github.conditionalcache.webmvc.SpringSecurityAdvice;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.security.authorization.method.AuthorizationAdvisor;
import org.springframework.security.concurrent.DelegatingSecurityContextCallable;

/**
 * What needs Spring Security. Apart, because an application may do without.
 */
final class MethodSecurity {

	private MethodSecurity() {
	}

	static AuthorizationAdvice advice(ListableBeanFactory beans) {
		return new SpringSecurityAdvice(List
			.copyOf(BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, AuthorizationAdvisor.class, false, true)
				.values()));
	}

	static Callable<?> withSecurityContext(Callable<?> code) {
		return new DelegatingSecurityContextCallable<>(code);
	}

}
