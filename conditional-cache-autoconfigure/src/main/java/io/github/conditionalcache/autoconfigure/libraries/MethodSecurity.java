package io.github.conditionalcache.autoconfigure.libraries;

import java.util.List;
import java.util.concurrent.Callable;

import io.github.conditionalcache.security.MethodAuthorization;
import io.github.conditionalcache.security.SpringSecurityAuthorization;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.security.authorization.method.AuthorizationAdvisor;
import org.springframework.security.concurrent.DelegatingSecurityContextCallable;

/**
 * The classes that need Spring Security. Apart, because an application may do without.
 */
final class MethodSecurity {

	private MethodSecurity() {
	}

	static MethodAuthorization advice(ListableBeanFactory beans) {
		return new SpringSecurityAuthorization(() -> List
			.copyOf(BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, AuthorizationAdvisor.class, false, true)
				.values()));
	}

	static Callable<?> withSecurityContext(Callable<?> code) {
		return new DelegatingSecurityContextCallable<>(code);
	}

}
