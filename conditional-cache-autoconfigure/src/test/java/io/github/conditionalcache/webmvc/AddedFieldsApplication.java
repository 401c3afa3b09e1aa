package io.github.conditionalcache.webmvc;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.SelectedBy;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.ModelAndView;

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

		@GetMapping("/page")
		@Cacheable304("@versions.tag()")
		String page(Model model) {
			model.addAttribute("title", this.versions.ran("page"));
			return "book";
		}

	}

}
