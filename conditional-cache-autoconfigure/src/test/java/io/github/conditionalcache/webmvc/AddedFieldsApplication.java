package io.github.conditionalcache.webmvc;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.SelectedBy;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import jakarta.servlet.Filter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.springframework.web.servlet.view.BeanNameViewResolver;

/**
 * Handlers whose validators are sent as they are, and that set fields in every way there
 * is.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
		exclude = { ServletWebSecurityAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class })
class AddedFieldsApplication {

	private static void setFields(HttpServletResponse response) {
		HttpHeaders fields = fields();
		fields.forEach((name, values) -> response.setHeader(name, values.get(0)));
	}

	private static HttpHeaders fields() {
		HttpHeaders fields = new HttpHeaders();
		fields.set("Cache-Control", "max-age=60");
		fields.set("Vary", "X-Shape");
		fields.set("Expires", "Thu, 01 Jan 2099 00:00:00 GMT");
		fields.set("Content-Location", "/elsewhere");
		return fields;
	}

	@Bean
	Versions versions() {
		return new Versions();
	}

	@Bean
	BeanNameViewResolver viewsByName() {
		BeanNameViewResolver resolver = new BeanNameViewResolver();
		resolver.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return resolver;
	}

	@Bean
	View fieldView() {
		return (model, request, response) -> {
			setFields(response);
			response.getWriter().write("view");
		};
	}

	@Bean
	View plainView(Versions versions) {
		return (model, request, response) -> response.getWriter().write(versions.ran("rendered"));
	}

	@Bean
	View welcomingView(Versions versions) {
		return (model, request, response) -> {
			if (request.getHeader("X-Welcome") != null) {
				response.addCookie(new Cookie("welcome", "1"));
			}
			response.getWriter().write(versions.ran("welcomed"));
		};
	}

	@Bean
	View longView() {
		return (model, request, response) -> {
			setFields(response);
			response.getWriter().write("0123456789".repeat(200_000));
		};
	}

	@Bean
	WebMvcConfigurer interceptors() {
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new AfterHandling()).addPathPatterns("/after/**").order(-1);
				registry.addInterceptor(new AfterHandling()).addPathPatterns("/before/**").order(1);
			}

		};
	}

	@Bean
	FilterRegistrationBean<Filter> insideFilter() {
		return afterChain("/filtered/*", Ordered.LOWEST_PRECEDENCE);
	}

	@Bean
	FilterRegistrationBean<Filter> outsideFilter() {
		return afterChain("/outside/*", -200);
	}

	private static FilterRegistrationBean<Filter> afterChain(String path, int order) {
		FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
			chain.doFilter(request, response);
			HttpServletResponse answer = (HttpServletResponse) response;
			setFields(answer);
			answer.setIntHeader("Expires", 0);
			answer.addIntHeader("Expires", 1);
			answer.setDateHeader("Expires", 0);
			answer.addDateHeader("Expires", 0);
		});
		filter.addUrlPatterns(path);
		filter.setOrder(order);
		return filter;
	}

	@Bean
	FilterRegistrationBean<Filter> securityFields() {
		FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(new HeaderWriterFilter(List
			.of((request, response) -> response.addHeader("Vary", "X-Tenant"), new CacheControlHeadersWriter())));
		filter.addUrlPatterns("/secured/*");
		filter.setOrder(-100);
		return filter;
	}

	static class AfterHandling implements HandlerInterceptor {

		@Override
		public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
				@Nullable ModelAndView modelAndView) {
			setFields(response);
		}

	}

	@ControllerAdvice
	static class Advice implements ResponseBodyAdvice<Object> {

		@Override
		public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
			return returnType.getMethod() != null && returnType.getMethod().getName().startsWith("advised");
		}

		@Override
		public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType,
				MediaType contentType, Class<? extends HttpMessageConverter<?>> converterType,
				ServerHttpRequest request, ServerHttpResponse response) {
			response.getHeaders().addAll(fields());
			return body;
		}

	}

	/**
	 * What the handlers declare, and how often they ran.
	 */
	public static class Versions {

		final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

		public EntityTag tag() {
			return EntityTag.strong("mine");
		}

		public Object hidden() {
			return EntityTag.strong("mine");
		}

		public Validators whole() {
			return Validators.of(EntityTag.strong("mine"), date());
		}

		public Instant date() {
			return Instant.parse("2026-02-03T04:05:06Z");
		}

		String ran(String handler) {
			this.calls.computeIfAbsent(handler, (name) -> new AtomicInteger()).incrementAndGet();
			return handler;
		}

	}

	@RestController
	static class Handlers {

		private final Versions versions;

		Handlers(Versions versions) {
			this.versions = versions;
		}

		@GetMapping("/entity")
		@Cacheable304("@versions.tag()")
		ResponseEntity<String> entity() {
			return ResponseEntity.ok().headers(fields()).body(this.versions.ran("entity"));
		}

		@GetMapping("/http-entity")
		@Cacheable304("@versions.whole()")
		HttpEntity<String> httpEntity() {
			return new HttpEntity<>(this.versions.ran("http-entity"), fields());
		}

		@GetMapping("/hidden")
		@Cacheable304("@versions.hidden()")
		ResponseEntity<String> hidden() {
			return ResponseEntity.ok().headers(fields()).body(this.versions.ran("hidden"));
		}

		@GetMapping("/future")
		@Cacheable304("@versions.tag()")
		CompletableFuture<ResponseEntity<String>> future() {
			return CompletableFuture.completedFuture(answer("future"));
		}

		@GetMapping("/callable")
		@Cacheable304("@versions.tag()")
		Callable<ResponseEntity<String>> callable() {
			return () -> answer("callable");
		}

		private ResponseEntity<String> answer(String handler) {
			return ResponseEntity.ok().headers(fields()).body(this.versions.ran(handler));
		}

		@GetMapping("/object")
		@Cacheable304("@versions.tag()")
		Object object() {
			return answer("object");
		}

		@GetMapping("/response")
		@Cacheable304("@versions.tag()")
		String response(HttpServletResponse response) {
			setFields(response);
			return this.versions.ran("response");
		}

		@GetMapping("/web-request")
		@Cacheable304("@versions.tag()")
		String webRequest(@SelectedBy({}) NativeWebRequest request) {
			setFields(request.getNativeResponse(HttpServletResponse.class));
			return this.versions.ran("web-request");
		}

		@GetMapping("/model-and-view")
		@Cacheable304("@versions.tag()")
		ModelAndView modelAndView() {
			return new ModelAndView((model, request, response) -> {
				setFields(response);
				response.getWriter().write(this.versions.ran("model-and-view"));
			});
		}

		@GetMapping("/plain")
		@Cacheable304("@versions.tag()")
		String plain() {
			return this.versions.ran("plain");
		}

		@GetMapping("/plain-whole")
		@Cacheable304("@versions.whole()")
		Callable<String> plainWhole() {
			String ran = this.versions.ran("plain-whole");
			return () -> ran;
		}

		@GetMapping("/seen")
		@Cacheable304("@versions.tag()")
		String seen() {
			ServletRequestAttributes attributes = (ServletRequestAttributes) RequestContextHolder
				.currentRequestAttributes();
			setFields(attributes.getResponse());
			return this.versions.ran("seen");
		}

		@GetMapping("/dated")
		@Cacheable304(lastModified = "@versions.date()")
		ResponseEntity<String> dated() {
			return answer("dated");
		}

	}

	/**
	 * Handlers whose first request is a conditional one.
	 */
	@RestController
	static class Unseen {

		private final Versions versions;

		Unseen(Versions versions) {
			this.versions = versions;
		}

		@GetMapping("/unseen/context")
		@Cacheable304("@versions.tag()")
		String context() {
			ServletRequestAttributes attributes = (ServletRequestAttributes) RequestContextHolder
				.currentRequestAttributes();
			setFields(attributes.getResponse());
			return "context";
		}

		@GetMapping("/unseen/advised")
		@Cacheable304("@versions.tag()")
		String advised() {
			return "advised";
		}

		@GetMapping("/unseen/advised-json")
		@Cacheable304("@versions.whole()")
		Map<String, String> advisedJson() {
			return Map.of("name", "advised");
		}

		@GetMapping("/unseen/advised-callable")
		@Cacheable304("@versions.tag()")
		Callable<String> advisedCallable() {
			return () -> "advised";
		}

		@GetMapping("/unseen/plain")
		@Cacheable304("@versions.tag()")
		String plain() {
			return this.versions.ran("unseen-plain");
		}

		@GetMapping({ "/after/text", "/before/text", "/filtered/text", "/outside/text", "/secured/text" })
		@Cacheable304("@versions.tag()")
		String text() {
			return "text";
		}

		@GetMapping({ "/after/own", "/before/own", "/filtered/own", "/outside/own", "/secured/own" })
		@Cacheable304("1")
		String own() {
			return "own";
		}

		@GetMapping({ "/after/hash", "/before/hash", "/filtered/hash", "/outside/hash", "/secured/hash" })
		@Cacheable304
		String hash() {
			return "hash";
		}

		@GetMapping({ "/after/json", "/before/json", "/filtered/json", "/outside/json", "/secured/json" })
		@Cacheable304("1")
		Map<String, String> json() {
			return Map.of("name", "json");
		}

		@GetMapping({ "/after/callable", "/before/callable", "/filtered/callable", "/outside/callable",
				"/secured/callable" })
		@Cacheable304("@versions.tag()")
		Callable<String> callable() {
			return () -> "callable";
		}

	}

	/**
	 * Handlers whose content has no length before it is written, or none at all.
	 */
	@RestController
	static class Unmeasured {

		@GetMapping({ "/after/resource", "/before/resource", "/filtered/resource", "/outside/resource",
				"/secured/resource" })
		@Cacheable304("1")
		Resource resource() {
			return new InputStreamResource(() -> new ByteArrayInputStream(new byte[] { 1 }));
		}

		@GetMapping({ "/after/stream", "/before/stream", "/filtered/stream", "/outside/stream", "/secured/stream" })
		@Cacheable304("#result.description")
		InputStreamResource stream() {
			return new InputStreamResource(() -> new ByteArrayInputStream(new byte[] { 1 }), "stream");
		}

		@GetMapping({ "/after/bytes", "/before/bytes", "/filtered/bytes", "/outside/bytes", "/secured/bytes" })
		@Cacheable304("1")
		ByteArrayResource bytes() {
			return new ByteArrayResource(new byte[] { 1 });
		}

	}

	@RestController
	static class Holder {

		private final HttpServletResponse response;

		private final Versions versions;

		Holder(HttpServletResponse response, Versions versions) {
			this.response = response;
			this.versions = versions;
		}

		@GetMapping("/held")
		@Cacheable304("@versions.tag()")
		String held() {
			setFields(this.response);
			return this.versions.ran("held");
		}

	}

	@Controller
	static class Pages {

		private final Versions versions;

		Pages(Versions versions) {
			this.versions = versions;
		}

		@GetMapping("/named/tag")
		@Cacheable304("@versions.tag()")
		String namedTag() {
			return "fieldView";
		}

		@GetMapping("/named/own")
		@Cacheable304("1")
		String namedOwn() {
			return "fieldView";
		}

		@GetMapping("/named/hash")
		@Cacheable304
		String namedHash() {
			return "fieldView";
		}

		@GetMapping("/named/date")
		@Cacheable304(lastModified = "@versions.date()")
		ModelAndView namedDate() {
			return new ModelAndView("fieldView");
		}

		@GetMapping("/named/callable")
		@Cacheable304("@versions.tag()")
		Callable<String> namedCallable() {
			return () -> "fieldView";
		}

		@GetMapping("/named/long")
		@Cacheable304("@versions.tag()")
		String namedLong() {
			return "longView";
		}

		@GetMapping("/named/object")
		@Cacheable304("1")
		View namedObject() {
			return (model, request, response) -> {
				setFields(response);
				response.getWriter().write("object");
			};
		}

		@GetMapping("/named-plain")
		@Cacheable304("@versions.tag()")
		String namedPlain() {
			return "plainView";
		}

		@GetMapping("/welcome")
		@Cacheable304("@versions.tag()")
		String welcome() {
			return "welcomingView";
		}

		@GetMapping({ "/after/page", "/before/page" })
		@Cacheable304("@versions.tag()")
		String changedPage(Model model) {
			model.addAttribute("title", "page");
			return "book";
		}

		@GetMapping("/page")
		@Cacheable304("@versions.tag()")
		String page(Model model) {
			model.addAttribute("title", this.versions.ran("page"));
			return "book";
		}

	}

}
