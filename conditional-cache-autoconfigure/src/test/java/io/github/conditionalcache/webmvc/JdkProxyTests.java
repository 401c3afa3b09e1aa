package io.github.conditionalcache.webmvc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.NotCacheable304;
import io.github.conditionalcache.handler.ManagedHandlers;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handlers whose bean is a proxy of an interface.
 */
@ExtendWith(OutputCaptureExtension.class)
class JdkProxyTests {

	private final WebApplicationContextRunner runner = MockedMvc.runner().withUserConfiguration(Application.class);

	@Test
	void adviceOfTheInterfacesMethodIsSeen(CapturedOutput output) {
		this.runner.run((context) -> {
			assertThat(Proxy.isProxyClass(context.getBean("handlers").getClass())).isTrue();
			assertThat(output).contains("may judge what they return: ");
			MockedMvc mvc = new MockedMvc(context);
			MockHttpServletResponse allowed = mvc.get("/guarded", "X-Key: 1");
			assertThat(allowed.getStatus()).isEqualTo(200);
			String etag = allowed.getHeader("ETag");
			assertThat(mvc.get("/guarded", "X-Key: 1", "If-None-Match: " + etag).getStatus()).isEqualTo(304);
			for (String condition : new String[] { "X-None: 1", "If-None-Match: " + etag, "If-None-Match: *" }) {
				MockHttpServletResponse denied = mvc.get("/guarded", condition);
				assertThat(denied.getStatus()).isEqualTo(403);
				assertThat(denied.getHeader("ETag")).isNull();
			}
		});
	}

	@Test
	void tagDoesNotDependOnTheProxy() {
		String[] etags = new String[2];
		this.runner.run((context) -> etags[0] = new MockedMvc(context).get("/guarded", "X-Key: 1").getHeader("ETag"));
		this.runner.withPropertyValues("proxy-target-class=true").run((context) -> {
			assertThat(Proxy.isProxyClass(context.getBean("handlers").getClass())).isFalse();
			etags[1] = new MockedMvc(context).get("/guarded", "X-Key: 1").getHeader("ETag");
		});
		assertThat(etags[0]).isNotNull().isEqualTo(etags[1]);
	}

	@Test
	void annotationsOfTheImplementationCount() {
		for (String targetClass : new String[] { "true", "false" }) {
			this.runner.withPropertyValues("proxy-target-class=" + targetClass).run((context) -> {
				MockedMvc mvc = new MockedMvc(context);
				assertThat(mvc.get("/excluded").getHeader("ETag")).isNull();
				String etag = mvc.get("/included").getHeader("ETag");
				assertThat(etag).as("two parts, so the declared version").contains(".");
				assertThat(mvc.get("/included", "If-None-Match: " + etag).getStatus()).isEqualTo(304);
			});
		}
	}

	@Test
	void handlerIsDescribedAsItIsWritten() throws NoSuchMethodException {
		Method written = Handlers.class.getMethod("included");
		this.runner.run((context) -> assertThat(context.getBean(ManagedHandlers.class).named("Handlers.included"))
			.hasValueSatisfying((handler) -> {
				assertThat(handler.type()).isEqualTo(Handlers.class);
				assertThat(handler.method()).isEqualTo(written);
			}));
	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Guard {

	}

	@ResponseStatus(HttpStatus.FORBIDDEN)
	static class Forbidden extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	@RestController
	interface Api {

		@Guard
		@GetMapping("/guarded")
		@Cacheable304("'1'")
		String guarded();

		@GetMapping("/excluded")
		@Cacheable304("'1'")
		String excluded();

		@GetMapping("/included")
		String included();

	}

	static class Handlers implements Api {

		@Override
		public String guarded() {
			return "secret";
		}

		@Override
		@NotCacheable304
		public String excluded() {
			return "excluded";
		}

		@Override
		@Cacheable304("'1'")
		public String included() {
			return "included";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		static DefaultAdvisorAutoProxyCreator proxies(Environment environment) {
			DefaultAdvisorAutoProxyCreator creator = new DefaultAdvisorAutoProxyCreator();
			creator.setProxyTargetClass(environment.getProperty("proxy-target-class", Boolean.class, false));
			return creator;
		}

		@Bean
		static DefaultPointcutAdvisor guard() {
			return new DefaultPointcutAdvisor(AnnotationMatchingPointcut.forMethodAnnotation(Guard.class),
					(MethodInterceptor) (call) -> {
						Object result = call.proceed();
						ServletRequestAttributes attributes = (ServletRequestAttributes) RequestContextHolder
							.currentRequestAttributes();
						if (attributes.getRequest().getHeader("X-Key") == null) {
							throw new Forbidden();
						}
						return result;
					});
		}

		@Bean
		Api handlers() {
			return new Handlers();
		}

	}

}
