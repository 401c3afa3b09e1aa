package io.github.conditionalcache.security;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.Pointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.annotation.Secured;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.method.AuthorizationAdvisor;
import org.springframework.security.authorization.method.AuthorizationManagerAfterMethodInterceptor;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SpringSecurityAuthorization}.
 */
class SpringSecurityAuthorizationTests {

	@ParameterizedTest
	@ValueSource(classes = { Everything.class, SecuredOnly.class, Defaults.class })
	void adviceOfThisVersionOfSpringSecurityIsUnderstood(Class<?> configuration) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(configuration)) {
			SpringSecurityAuthorization advice = new SpringSecurityAuthorization(
					() -> List.copyOf(context.getBeansOfType(AuthorizationAdvisor.class).values()));
			assertThat(advice.isPresent()).isTrue();
			assertThat(advice.isUnderstood()).isTrue();
		}
	}

	@Test
	void noAdviceIsUnderstood() {
		SpringSecurityAuthorization advice = new SpringSecurityAuthorization(() -> List.of());
		assertThat(advice.isPresent()).isFalse();
		assertThat(advice.isUnderstood()).isTrue();
	}

	@Test
	void adviceThatAppliesToNothingKnownIsNotUnderstood() {
		SpringSecurityAuthorization advice = new SpringSecurityAuthorization(() -> List.of(new Foreign(Pointcut.TRUE)));
		assertThat(advice.isUnderstood()).isFalse();
	}

	@Test
	void adviceIsToldByWhatItAppliesTo() {
		SpringSecurityAuthorization advice = new SpringSecurityAuthorization(() -> List.of());
		Foreign before = new Foreign(AuthorizationManagerBeforeMethodInterceptor.preAuthorize().getPointcut());
		Foreign after = new Foreign(AuthorizationManagerAfterMethodInterceptor.postAuthorize().getPointcut());
		assertThat(advice.decidesBeforeCall(before)).isTrue();
		assertThat(advice.decidesBeforeCall(after)).isFalse();
		assertThat(advice.enforces(before, PreAuthorize.class.getName())).isTrue();
		assertThat(advice.enforces(before, Secured.class.getName())).isFalse();
		assertThat(advice.enforces(before, RolesAllowed.class.getName())).isFalse();
		assertThat(advice.enforces(before, Override.class.getName())).isFalse();
		assertThat(advice.authorizes(before)).isTrue();
		assertThat(advice.authorizes(new DefaultPointcutAdvisor((MethodInterceptor) (call) -> call.proceed())))
			.isFalse();
	}

	/**
	 * Hides its advice as Spring Security's configuration does.
	 *
	 * @param pointcut what it applies to
	 */
	private record Foreign(Pointcut pointcut) implements AuthorizationAdvisor {

		@Override
		public Pointcut getPointcut() {
			return this.pointcut;
		}

		@Override
		public org.aopalliance.aop.Advice getAdvice() {
			return this;
		}

		@Override
		public Object invoke(org.aopalliance.intercept.MethodInvocation invocation) throws Throwable {
			return invocation.proceed();
		}

		@Override
		public int getOrder() {
			return 0;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity(securedEnabled = true, jsr250Enabled = true)
	static class Everything {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity(prePostEnabled = false, securedEnabled = true)
	static class SecuredOnly {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity
	static class Defaults {

	}

}
