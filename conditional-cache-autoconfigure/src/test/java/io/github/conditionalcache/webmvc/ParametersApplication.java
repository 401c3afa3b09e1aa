package io.github.conditionalcache.webmvc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.EtagVersion;
import io.github.conditionalcache.SelectedBy;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.MethodParameter;
import org.springframework.format.Formatter;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.SessionAttribute;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Handlers that take all sorts of things of the request, and one thing that they show.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ ParametersApplication.Selecting.class, ParametersApplication.Loading.class,
		ParametersApplication.Filled.class, ParametersApplication.Injected.class, ParametersApplication.Bound.class,
		ParametersApplication.Menu.class })
class ParametersApplication {

	@Bean
	SecurityFilterChain open(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
	}

	// The details change while name and authorities stay
	@Bean
	FilterRegistrationBean<Filter> users() {
		return new FilterRegistrationBean<>(
				(request, response, chain) -> chain.doFilter(withUser((HttpServletRequest) request), response));
	}

	private static HttpServletRequest withUser(HttpServletRequest request) {
		String name = request.getHeader("X-User");
		if (name == null) {
			return request;
		}
		UsernamePasswordAuthenticationToken user = UsernamePasswordAuthenticationToken.authenticated(name, null,
				List.of());
		user.setDetails(request.getHeader("X-Details"));
		return new HttpServletRequestWrapper(request) {

			@Override
			public Authentication getUserPrincipal() {
				return user;
			}

		};
	}

	@Bean
	Shelf shelf() {
		return new Shelf();
	}

	@Bean
	WebMvcConfigurer parameters(Shelf shelf) {
		return new WebMvcConfigurer() {

			@Override
			public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
				resolvers.add(new CurrentResolver(shelf));
			}

			@Override
			public void addFormatters(FormatterRegistry registry) {
				registry.addConverter(String.class, Book.class, (id) -> shelf.load());
				registry.addFormatterForFieldType(Volume.class, new VolumeFormatter(shelf));
			}

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new HandlerInterceptor() {

					@Override
					public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
						String tenant = String.valueOf(request.getHeader("X-Tenant"));
						request.setAttribute("tenant", tenant);
						request.setAttribute("account", new Account(tenant));
						if (request.getRequestURI().contains("attribute-book")) {
							request.setAttribute("book", shelf.load());
						}
						return true;
					}

				});
			}

		};
	}

	/**
	 * One book, its versions, and who was called.
	 */
	public static class Shelf {

		private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

		private volatile Book book = new Book("old", 1);

		volatile Runnable afterLoad = () -> {
		};

		Book load() {
			Book loaded = this.book;
			this.afterLoad.run();
			return loaded;
		}

		void write(String title) {
			this.book = new Book(title, this.book.version + 1);
		}

		/**
		 * Version of the book.
		 * @return the version
		 */
		public int version() {
			return this.book.version;
		}

		/**
		 * Version of the book.
		 * @param anything whatever is asked for
		 * @return the version
		 */
		public int versionFor(@Nullable Object anything) {
			return this.book.version;
		}

		int calls(String path) {
			return this.calls.computeIfAbsent(path, (key) -> new AtomicInteger()).get();
		}

		String show(String path, @Nullable Object shown) {
			this.calls.computeIfAbsent(path, (key) -> new AtomicInteger()).incrementAndGet();
			return path + " " + shown;
		}

	}

	/**
	 * A book.
	 */
	public static class Book {

		private final String title;

		private final int version;

		Book(String title, int version) {
			this.title = title;
			this.version = version;
		}

		/**
		 * Its version.
		 * @return the version
		 */
		public int getVersion() {
			return this.version;
		}

		@Override
		public String toString() {
			return this.title;
		}

	}

	static class Volume extends Book {

		Volume(Book book) {
			super(book.title, book.version);
		}

	}

	static class VolumeFormatter implements Formatter<Volume> {

		private final Shelf shelf;

		VolumeFormatter(Shelf shelf) {
			this.shelf = shelf;
		}

		@Override
		public Volume parse(String text, Locale locale) {
			return new Volume(this.shelf.load());
		}

		@Override
		public String print(Volume volume, Locale locale) {
			return volume.toString();
		}

	}

	static class Account {

		private final String tenant;

		Account(String tenant) {
			this.tenant = tenant;
		}

		@Override
		public String toString() {
			return this.tenant;
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@Target(ElementType.PARAMETER)
	@interface Current {

	}

	static class CurrentResolver implements HandlerMethodArgumentResolver {

		private final Shelf shelf;

		CurrentResolver(Shelf shelf) {
			this.shelf = shelf;
		}

		@Override
		public boolean supportsParameter(MethodParameter parameter) {
			return parameter.hasParameterAnnotation(Current.class);
		}

		@Override
		public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
				NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
			if (parameter.getParameterType() == Book.class) {
				return this.shelf.load();
			}
			String tenant = String.valueOf(request.getHeader("X-Tenant"));
			return (parameter.getParameterType() == Account.class) ? new Account(tenant) : tenant;
		}

	}

	enum Mode {

		LIGHT, DARK

	}

	record Search(String author, String tenant) {

	}

	/**
	 * What is searched for, by setters.
	 */
	public static class FilterBean {

		private @Nullable String xTenant;

		/**
		 * The tenant.
		 * @return the tenant
		 */
		public @Nullable String getXTenant() {
			return this.xTenant;
		}

		/**
		 * Binds the tenant.
		 * @param tenant the tenant
		 */
		public void setXTenant(@Nullable String tenant) {
			this.xTenant = tenant;
		}

	}

	record Marked(@EtagVersion int version, String text) {

	}

	@RestController
	static class Selecting {

		private final Shelf shelf;

		Selecting(Shelf shelf) {
			this.shelf = shelf;
		}

		@GetMapping("/header")
		@Cacheable304("@shelf.version()")
		String header(@RequestHeader(name = "X-Tenant", required = false) String tenant) {
			return this.shelf.show("/header", tenant);
		}

		@GetMapping("/optional-header")
		@Cacheable304("@shelf.version()")
		String optional(@RequestHeader("X-Tenant") Optional<String> tenant) {
			return this.shelf.show("/optional-header", tenant.orElse("none"));
		}

		@GetMapping("/enum-header")
		@Cacheable304("@shelf.version()")
		String mode(@RequestHeader("X-Mode") Mode mode) {
			return this.shelf.show("/enum-header", mode);
		}

		@GetMapping("/list-header")
		@Cacheable304("@shelf.version()")
		String list(@RequestHeader("X-Tenant") List<String> tenants) {
			return this.shelf.show("/list-header", tenants);
		}

		@GetMapping("/result-header")
		@Cacheable304("#result.length()")
		String result(@RequestHeader("X-Tenant") String tenant) {
			return this.shelf.show("/result-header", tenant);
		}

		@GetMapping("/marked-header")
		@Cacheable304
		Marked marked(@RequestHeader("X-Tenant") String tenant) {
			return new Marked(1, this.shelf.show("/marked-header", tenant));
		}

		@GetMapping("/locale")
		@Cacheable304("@shelf.version()")
		String locale(Locale locale) {
			return this.shelf.show("/locale", locale);
		}

		@GetMapping("/cookie")
		@Cacheable304(value = "@shelf.version()", cacheControl = "public, max-age=60")
		String cookie(@CookieValue String theme) {
			return this.shelf.show("/cookie", theme);
		}

		@GetMapping("/cookie-field")
		@Cacheable304(value = "@shelf.version()", cacheControl = "public, max-age=60")
		String cookies(@RequestHeader("Cookie") String cookies) {
			return this.shelf.show("/cookie-field", cookies);
		}

		@GetMapping("/authorization")
		@Cacheable304(value = "@shelf.version()", cacheControl = "public, max-age=60")
		String authorization(@RequestHeader("Authorization") String token) {
			return this.shelf.show("/authorization", token);
		}

		@GetMapping("/theme")
		String begin(HttpSession session, @RequestParam String theme) {
			session.setAttribute("theme", theme);
			session.setAttribute("account", new Account(theme));
			return theme;
		}

		@GetMapping("/session-attribute")
		@Cacheable304(value = "@shelf.version()", cacheControl = "public, max-age=60")
		String session(@SessionAttribute String theme) {
			return this.shelf.show("/session-attribute", theme);
		}

		@GetMapping("/session-object")
		@Cacheable304(value = "@shelf.version()", cacheControl = "public, max-age=60")
		String session(@SessionAttribute Account account) {
			return this.shelf.show("/session-object", account);
		}

		@GetMapping("/session")
		@Cacheable304(value = "@shelf.version()", cacheControl = "public, max-age=60")
		String session(HttpSession session) {
			return this.shelf.show("/session", session.getAttribute("theme"));
		}

		@GetMapping("/attribute")
		@Cacheable304(value = "@shelf.version()", cacheControl = "public, max-age=60")
		String attribute(@RequestAttribute String tenant) {
			return this.shelf.show("/attribute", tenant);
		}

		@GetMapping("/attribute-object")
		@Cacheable304(value = "@shelf.version()", cacheControl = "public, max-age=60")
		String attribute(@RequestAttribute Account account) {
			return this.shelf.show("/attribute-object", account);
		}

		@GetMapping("/marked-attribute")
		@Cacheable304
		Marked marked(@RequestAttribute Account account) {
			return new Marked(1, this.shelf.show("/marked-attribute", account));
		}

		@GetMapping("/marked-simple-attribute")
		@Cacheable304
		Marked markedSimple(@RequestAttribute String tenant) {
			return new Marked(1, this.shelf.show("/marked-simple-attribute", tenant));
		}

		@GetMapping("/resolver")
		@Cacheable304(value = "@shelf.version()", cacheControl = "public, max-age=60")
		String resolver(@Current String tenant) {
			return this.shelf.show("/resolver", tenant);
		}

		@GetMapping("/resolver-object")
		@Cacheable304(value = "@shelf.version()", cacheControl = "public, max-age=60")
		String resolver(@Current Account account) {
			return this.shelf.show("/resolver-object", account);
		}

		@GetMapping("/request")
		@Cacheable304(value = "@shelf.version()", cacheControl = "public, max-age=60")
		String request(HttpServletRequest request) {
			return this.shelf.show("/request", request.getHeader("X-Tenant"));
		}

		@GetMapping("/result-request")
		@Cacheable304("1 + (#result == null ? 1 : 0)")
		String resultRequest(HttpServletRequest request) {
			return this.shelf.show("/result-request", request.getHeader("X-Tenant"));
		}

		@GetMapping("/marked-request")
		@Cacheable304
		Marked markedRequest(HttpServletRequest request) {
			return new Marked(1, this.shelf.show("/marked-request", request.getHeader("X-Tenant")));
		}

		@GetMapping("/web-request")
		@Cacheable304("@shelf.version()")
		String request(WebRequest request) {
			return this.shelf.show("/web-request", request.getHeader("X-Tenant"));
		}

		@GetMapping("/header-map")
		@Cacheable304("@shelf.version()")
		String headers(@RequestHeader Map<String, String> headers) {
			return this.shelf.show("/header-map", headers.getOrDefault("X-Tenant", headers.get("x-tenant")));
		}

		@GetMapping("/http-headers")
		@Cacheable304("@shelf.version()")
		String headers(@RequestHeader HttpHeaders headers) {
			return this.shelf.show("/http-headers", headers.getFirst("X-Tenant"));
		}

		@GetMapping("/http-entity")
		@Cacheable304("@shelf.version()")
		String entity(HttpEntity<String> entity) {
			return this.shelf.show("/http-entity", entity.getHeaders().getFirst("X-Tenant"));
		}

		@GetMapping("/selected-by")
		@Cacheable304("@shelf.version()")
		String selected(@SelectedBy("X-Tenant") HttpServletRequest request) {
			return this.shelf.show("/selected-by", request.getHeader("X-Tenant"));
		}

		@GetMapping("/selected-by-nothing")
		@Cacheable304("@shelf.version()")
		String unselected(@SelectedBy({}) HttpServletRequest request) {
			return this.shelf.show("/selected-by-nothing", request.getMethod());
		}

		@GetMapping("/command")
		@Cacheable304("@shelf.version()")
		String command(Search filter) {
			return this.shelf.show("/command", filter);
		}

		@GetMapping("/command-bean")
		@Cacheable304("@shelf.version()")
		String command(FilterBean filter) {
			return this.shelf.show("/command-bean", filter.getXTenant());
		}

		@GetMapping("/value-expression")
		@Cacheable304("@shelf.version()")
		String value(@Value("#{request.getHeader('X-Tenant')}") String tenant) {
			return this.shelf.show("/value-expression", tenant);
		}

		@GetMapping("/default-expression")
		@Cacheable304("@shelf.version()")
		String byDefault(@RequestParam(defaultValue = "#{request.getHeader('X-Tenant')}") String tenant) {
			return this.shelf.show("/default-expression", tenant);
		}

		@GetMapping("/user-details")
		@Cacheable304("@shelf.versionFor(#user.details)")
		String details(Authentication user) {
			return this.shelf.show("/user-details", user.getDetails());
		}

		@GetMapping("/user")
		@Cacheable304("@shelf.version()")
		String user(Authentication user) {
			return this.shelf.show("/user", user.getName());
		}

		@GetMapping("/path/{id}")
		@Cacheable304("@shelf.version()")
		String path(@PathVariable long id, @RequestParam(defaultValue = "1") int page,
				@RequestParam Map<String, String> all) {
			return this.shelf.show("/path/1", page);
		}

		@GetMapping("/bare-header")
		@Cacheable304(cacheControl = "public, max-age=60")
		String bare(@RequestHeader("X-Tenant") String tenant) {
			return this.shelf.show("/bare-header", tenant);
		}

		@GetMapping("/bare-request")
		@Cacheable304(cacheControl = "public, max-age=60")
		String bare(HttpServletRequest request) {
			return this.shelf.show("/bare-request", request.getHeader("X-Tenant"));
		}

		@GetMapping("/request-id")
		@Cacheable304("@shelf.version()")
		String id(@RequestHeader(name = "X-Request-Id", required = false) String id) {
			return this.shelf.show("/request-id", "");
		}

	}

	@RestController
	static class Loading {

		private final Shelf shelf;

		Loading(Shelf shelf) {
			this.shelf = shelf;
		}

		@GetMapping("/converted/{book}")
		@Cacheable304("@shelf.version()")
		String converted(@PathVariable Book book) {
			return this.shelf.show("/converted/1", book);
		}

		@GetMapping("/converted-header")
		@Cacheable304("@shelf.version()")
		String convertedHeader(@RequestHeader("X-Book") Book book) {
			return this.shelf.show("/converted-header", book);
		}

		@GetMapping("/converted-list")
		@Cacheable304("@shelf.version()")
		String convertedList(@RequestParam List<Book> books) {
			return this.shelf.show("/converted-list", books);
		}

		@GetMapping("/formatted/{volume}")
		@Cacheable304("@shelf.version()")
		String formatted(@PathVariable Volume volume) {
			return this.shelf.show("/formatted/1", volume);
		}

		@GetMapping("/model/{book}")
		@Cacheable304("@shelf.version()")
		String model(@ModelAttribute("book") Book book) {
			return this.shelf.show("/model/1", book);
		}

		@GetMapping("/attribute-book")
		@Cacheable304("@shelf.version()")
		String attribute(@RequestAttribute Book book) {
			return this.shelf.show("/attribute-book", book);
		}

		@GetMapping("/resolved-book")
		@Cacheable304("@shelf.version()")
		String resolved(@Current Book book) {
			return this.shelf.show("/resolved-book", book);
		}

		@GetMapping("/converted-alone/{book}")
		@Cacheable304("#book.version")
		String convertedAlone(@PathVariable Book book) {
			return this.shelf.show("/converted-alone/1", book);
		}

		@GetMapping("/attribute-book-alone")
		@Cacheable304("#book.version")
		String attributeAlone(@RequestAttribute Book book) {
			return this.shelf.show("/attribute-book-alone", book);
		}

		@GetMapping("/resolved-book-alone")
		@Cacheable304("#book.version")
		String resolvedAlone(@Current Book book) {
			return this.shelf.show("/resolved-book-alone", book);
		}

		@GetMapping("/converted-result/{book}")
		@Cacheable304("#result.length()")
		String convertedResult(@PathVariable Book book) {
			return this.shelf.show("/converted-result/1", book);
		}

	}

	@RestController
	static class Filled {

		private final Shelf shelf;

		Filled(Shelf shelf) {
			this.shelf = shelf;
		}

		@GetMapping("/filled")
		@Cacheable304("@shelf.version()")
		String filled(@ModelAttribute("menu") Book menu) {
			return this.shelf.show("/filled", menu);
		}

		@GetMapping("/filled-alone")
		@Cacheable304("#menu.version")
		String filledAlone(@ModelAttribute("menu") Book menu) {
			return this.shelf.show("/filled-alone", menu);
		}

	}

	@ControllerAdvice(assignableTypes = Filled.class)
	static class Menu {

		private final Shelf shelf;

		Menu(Shelf shelf) {
			this.shelf = shelf;
		}

		@ModelAttribute("menu")
		Book menu() {
			return this.shelf.load();
		}

	}

	@RestController
	static class Injected {

		private final Shelf shelf;

		private final HttpServletRequest request;

		Injected(Shelf shelf, HttpServletRequest request) {
			this.shelf = shelf;
			this.request = request;
		}

		@GetMapping("/injected")
		@Cacheable304("@shelf.version()")
		String injected() {
			return this.shelf.show("/injected", this.request.getHeader("X-Tenant"));
		}

	}

	@RestController
	static class Bound {

		private final Shelf shelf;

		Bound(Shelf shelf) {
			this.shelf = shelf;
		}

		@InitBinder
		void bind(WebDataBinder binder, @SelectedBy("X-Tenant") WebRequest request) {
			String tenant = request.getHeader("X-Tenant");
			binder.registerCustomEditor(String.class, new java.beans.PropertyEditorSupport() {

				@Override
				public void setAsText(String text) {
					setValue(text + " of " + tenant);
				}

			});
		}

		@GetMapping("/bound")
		@Cacheable304("@shelf.version()")
		String bound(@RequestParam(defaultValue = "all") String books) {
			return this.shelf.show("/bound", books);
		}

	}

}
