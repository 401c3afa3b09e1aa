package io.github.conditionalcache.webmvc;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.WritePrecondition;
import io.github.conditionalcache.autoconfigure.ConditionalCacheAutoConfiguration;
import io.github.conditionalcache.autoconfigure.ConditionalCacheGateAutoConfiguration;
import io.github.conditionalcache.handler.InvalidHandlerException;
import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.annotation.RequestScope;
import org.springframework.web.context.annotation.SessionScope;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.DelegatingWebMvcConfiguration;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurationSupport;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ways that a request may take to a handler that writes under preconditions. On each
 * it is checked or refused, or the application does not start.
 */
class WaysToWritesTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner(
			AnnotationConfigServletWebServerApplicationContext::new)
		.withConfiguration(AutoConfigurations.of(ConditionalCacheAutoConfiguration.class,
				ConditionalCacheGateAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class, WebMvcAutoConfiguration.class))
		.withBean(TomcatServletWebServerFactory.class, () -> new TomcatServletWebServerFactory(0))
		.withBean("books", Books.class);

	@ParameterizedTest
	@ValueSource(classes = { OwnMapping.class, OwnMappingFirst.class, RegisteredMapping.class, AdapterOfOthers.class })
	void writeIsCheckedWhateverElseThereIs(Class<?> configuration) {
		this.runner.withUserConfiguration(Writer.class, configuration).run((context) -> {
			assertChecked(context, "/written");
			assertThat(send(context, "GET", "/written", "If-None-Match: *")).isIn(200, 304);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { AdapterInFront.class, SecondAdapter.class, AdapterOfHandlers.class, Enabled.class,
			Delegating.class, OwnSupport.class, RegisteredAdapter.class })
	void adapterWithoutGateStopsTheStart(Class<?> configuration) {
		this.runner.withUserConfiguration(Writer.class, configuration)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidHandlerException.class)
				.hasMessageContaining("Writer#put"));
		this.runner.withUserConfiguration(Reader.class, configuration).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(send(context, "GET", "/read")).isEqualTo(200);
		});
	}

	@Test
	void mappingOfAnotherKindIsCheckedOrRefused() {
		this.runner.withUserConfiguration(Writer.class, PlainMapping.class).run((context) -> {
			assertThat(send(context, "PUT", "/given", "If-Match: *")).isEqualTo(503);
			assertChecked(context, "/named");
		});
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			handler,       method, status
			put,           PUT,    503
			precondition,  PUT,    503
			borrowing,     PATCH,  503
			ofClass,       DELETE, 503
			ofInterface,   POST,   503
			unchecked,     POST,   200
			""")
	void writeThatIsMappedAfterTheStartIsRefused(String handler, String method, int status) {
		this.runner.withUserConfiguration(Writer.class)
			.withBean("later", Later.class)
			.withPropertyValues("conditional-cache.exclude-paths=/excluded")
			.run((context) -> {
				RequestMappingHandlerMapping mapping = context.getBean(RequestMappingHandlerMapping.class);
				Object[] beans = { "later", context.getBean(Later.class) };
				for (int i = 0; i < beans.length; i++) {
					map(mapping, "/later" + i, beans[i], handler);
					for (String field : new String[] { "If-Match: \"outdated\"", "If-Match: *", "X: none" }) {
						Answer answer = http(context).send(method, "/later" + i, field);
						assertThat(answer.status()).isEqualTo(status);
						assertThat(answer.text()).contains((status == 503) ? "precondition-unchecked" : "done");
					}
				}
				assertThat(performed(context)).hasValue((status == 503) ? 0 : 6);
				map(mapping, "/excluded", beans[1], handler);
				assertThat(send(context, method, "/excluded", "If-Match: \"outdated\"")).isEqualTo(200);
			});
	}

	@Test
	void readThatIsMappedAfterTheStartIsAnswered() {
		this.runner.withBean("later", Later.class).run((context) -> {
			RequestMappingHandlerMapping mapping = context.getBean(RequestMappingHandlerMapping.class);
			map(mapping, "/later", "later", "read");
			Answer json = http(context).get("/later", "Accept: application/json");
			assertThat(json.status()).isEqualTo(200);
			assertThat(
					http(context).get("/later", "Accept: text/plain", "If-None-Match: " + json.field("ETag")).status())
				.isEqualTo(200);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/forwards", "/includes", "/writes-and-forwards", "/later" })
	void dispatchToAWriteIsChecked(String path) {
		this.runner.withUserConfiguration(Writer.class, Dispatching.class).run((context) -> {
			for (String field : new String[] { "If-Match: \"outdated\"", "X: none" }) {
				send(context, "PUT", path, field);
				assertThat(performed(context)).hasValue(0);
			}
			send(context, "PUT", path, "If-Match: *");
			assertThat(performed(context)).hasValue(1);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { OfRequest.class, OfSession.class, Prototype.class, OnDemand.class, OfInterface.class,
			ProxiedByInterface.class, OfFactoryMethod.class })
	void writeOfAnyKindOfBeanIsChecked(Class<?> configuration) {
		this.runner.withUserConfiguration(configuration).run((context) -> assertChecked(context, "/written"));
	}

	@Test
	void lazyBeansAreChecked() {
		this.runner.withUserConfiguration(Writer.class)
			.withInitializer((context) -> context.addBeanFactoryPostProcessor((beans) -> {
				for (String name : beans.getBeanDefinitionNames()) {
					beans.getBeanDefinition(name).setLazyInit(!name.startsWith("conditionalCacheStartup"));
				}
			}))
			.run((context) -> assertChecked(context, "/written"));
	}

	private static void assertChecked(AssertableWebApplicationContext context, String path) {
		assertThat(context).hasNotFailed();
		assertThat(send(context, "PUT", path, "If-Match: \"outdated\"")).isEqualTo(412);
		assertThat(send(context, "PUT", path)).isEqualTo(428);
		assertThat(performed(context)).hasValue(0);
		assertThat(send(context, "PUT", path, "If-Match: *")).isEqualTo(200);
		assertThat(performed(context)).hasValue(1);
	}

	private static void map(RequestMappingHandlerMapping mapping, String path, Object handler, String method)
			throws Exception {
		for (Class<?> type : new Class<?>[] { Later.class, LaterWrite.class }) {
			for (Method candidate : type.getDeclaredMethods()) {
				if (candidate.getName().equals(method)) {
					mapping.registerMapping(RequestMappingInfo.paths(path)
						.produces(method.equals("read")
								? new String[] { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE }
								: new String[0])
						.options(mapping.getBuilderConfiguration())
						.build(), handler, candidate);
					return;
				}
			}
		}
	}

	private static AtomicInteger performed(AssertableWebApplicationContext context) {
		return context.getBean(Books.class).performed;
	}

	private static int send(AssertableWebApplicationContext context, String method, String path, String... fields) {
		return http(context).send(method, path, fields).status();
	}

	private static RawHttp http(AssertableWebApplicationContext context) {
		return new RawHttp(
				context.getSourceApplicationContext(ServletWebServerApplicationContext.class).getWebServer().getPort());
	}

	public static class Books {

		final AtomicInteger performed = new AtomicInteger();

		public String version() {
			return "v1";
		}

		String write() {
			this.performed.incrementAndGet();
			return "done";
		}

	}

	interface Writing {

		@PutMapping("/written")
		@ConditionalWrite(version = "@books.version()", required = true)
		@ResponseBody
		String put();

	}

	@RestController
	static class Writer {

		private final Books books;

		Writer(Books books) {
			this.books = books;
		}

		@GetMapping("/written")
		@Cacheable304("@books.version()")
		String get() {
			return "book";
		}

		@PutMapping("/written")
		@ConditionalWrite(required = true)
		String put() {
			return this.books.write();
		}

	}

	@RestController
	static class Reader {

		@GetMapping("/read")
		@Cacheable304("@books.version()")
		String get() {
			return "book";
		}

	}

	interface LaterWrite {

		@ConditionalWrite("@books.version()")
		@ResponseBody
		Object ofInterface();

	}

	static class Later implements LaterWrite {

		private final Books books;

		Later(Books books) {
			this.books = books;
		}

		@ConditionalWrite("@books.version()")
		@ResponseBody
		String put() {
			return this.books.write();
		}

		@ConditionalWrite("@books.version()")
		@ResponseBody
		String precondition(WritePrecondition precondition) {
			return this.books.write();
		}

		@ConditionalWrite
		@ResponseBody
		String borrowing() {
			return this.books.write();
		}

		@ConditionalWrite("@books.version()")
		@ResponseBody
		Callable<String> ofClass() {
			return this.books::write;
		}

		@Override
		public Object ofInterface() {
			return this.books.write();
		}

		@ResponseBody
		String unchecked() {
			return this.books.write();
		}

		@Cacheable304("@books.version()")
		@ResponseBody
		String read() {
			return "book";
		}

	}

	@Controller
	static class Dispatching {

		private final Books books;

		Dispatching(Books books) {
			this.books = books;
		}

		@PutMapping("/forwards")
		String forward() {
			return "forward:/written";
		}

		@PutMapping("/includes")
		void include(HttpServletRequest request, HttpServletResponse response) throws Exception {
			request.getRequestDispatcher("/written").include(request, response);
		}

		@PutMapping("/writes-and-forwards")
		@ConditionalWrite("'v1'")
		String writeAndForward() {
			return "forward:/written";
		}

		@PutMapping("/later")
		Callable<String> later() {
			return () -> "forward:/written";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMapping {

		@Bean
		RequestMappingHandlerMapping mine() {
			return new RequestMappingHandlerMapping();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMappingFirst {

		@Bean
		RequestMappingHandlerMapping mine() {
			RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();
			mapping.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return mapping;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RegisteredMapping {

		@Bean
		WebMvcRegistrations registrations() {
			return new WebMvcRegistrations() {

				@Override
				public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
					return new RequestMappingHandlerMapping();
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RegisteredAdapter {

		@Bean
		WebMvcRegistrations registrations() {
			return new WebMvcRegistrations() {

				@Override
				public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
					return new RequestMappingHandlerAdapter();
				}

			};
		}

	}

	@Component
	static class PlainMapping implements HandlerMapping, Ordered {

		private final Map<String, HandlerMethod> handlers;

		PlainMapping(ListableBeanFactory beans) throws NoSuchMethodException {
			Method method = Writer.class.getDeclaredMethod("put");
			String name = beans.getBeanNamesForType(Writer.class)[0];
			this.handlers = Map.of("/named", new HandlerMethod(name, beans, null, method), "/given",
					new HandlerMethod(beans.getBean(name), method));
		}

		@Override
		public HandlerExecutionChain getHandler(HttpServletRequest request) {
			HandlerMethod handler = this.handlers.get(request.getRequestURI());
			return (handler != null) ? new HandlerExecutionChain(handler.createWithResolvedBean()) : null;
		}

		@Override
		public boolean usesPathPatterns() {
			return true;
		}

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AdapterInFront {

		@Bean
		RequestMappingHandlerAdapter mine() {
			RequestMappingHandlerAdapter adapter = new RequestMappingHandlerAdapter();
			adapter.setOrder(0);
			return adapter;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondAdapter {

		@Bean
		RequestMappingHandlerAdapter mine() {
			return new RequestMappingHandlerAdapter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AdapterOfHandlers {

		@Bean
		HandlerAdapter mine() {
			return new Calling(Object.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AdapterOfOthers {

		@Bean
		HandlerAdapter mine() {
			return new Calling(Reader.class);
		}

		@Bean
		Reader reader() {
			return new Reader();
		}

	}

	@Order(0)
	static class Calling implements HandlerAdapter {

		private final Class<?> type;

		Calling(Class<?> type) {
			this.type = type;
		}

		@Override
		public boolean supports(Object handler) {
			return handler instanceof HandlerMethod method && this.type.isAssignableFrom(method.getBeanType());
		}

		@Override
		public ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler)
				throws Exception {
			HandlerMethod method = ((HandlerMethod) handler).createWithResolvedBean();
			response.getWriter().print(method.getMethod().invoke(method.getBean()));
			return null;
		}

	}

	@EnableWebMvc
	@Configuration(proxyBeanMethods = false)
	static class Enabled {

	}

	@Configuration(proxyBeanMethods = false)
	static class Delegating extends DelegatingWebMvcConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSupport extends WebMvcConfigurationSupport {

	}

	@RequestScope
	@RestController
	static class OfRequest extends AnyWriter {

		OfRequest(Books books) {
			super(books);
		}

	}

	@SessionScope
	@RestController
	static class OfSession extends AnyWriter {

		OfSession(Books books) {
			super(books);
		}

	}

	@Scope("prototype")
	@RestController
	static class Prototype extends AnyWriter {

		Prototype(Books books) {
			super(books);
		}

	}

	@Lazy
	@RestController
	static class OnDemand extends AnyWriter {

		OnDemand(Books books) {
			super(books);
		}

	}

	@RestController
	static class OfInterface implements Writing {

		private final Books books;

		OfInterface(Books books) {
			this.books = books;
		}

		@Override
		public String put() {
			return this.books.write();
		}

	}

	@Controller
	interface WritingController extends Writing {

	}

	@Component
	@Scope(scopeName = "request", proxyMode = ScopedProxyMode.INTERFACES)
	static class ProxiedByInterface extends OfInterface implements WritingController {

		ProxiedByInterface(Books books) {
			super(books);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfFactoryMethod {

		@Bean
		@Scope(scopeName = "request", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Writer writer(Books books) {
			return new Writer(books);
		}

	}

	static class AnyWriter {

		private final Books books;

		AnyWriter() {
			this(new Books());
		}

		AnyWriter(Books books) {
			this.books = books;
		}

		@PutMapping("/written")
		@ConditionalWrite(version = "@books.version()", required = true)
		String put() {
			return this.books.write();
		}

	}

}
