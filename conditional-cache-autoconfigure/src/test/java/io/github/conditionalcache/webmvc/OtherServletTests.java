package io.github.conditionalcache.webmvc;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.autoconfigure.ConditionalCacheAutoConfiguration;
import io.github.conditionalcache.autoconfigure.ConditionalCacheGateAutoConfiguration;
import io.github.conditionalcache.handler.InvalidHandlerException;
import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.mock.web.MockServletContext;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handlers in the application context of another servlet of Spring MVC, of which the main
 * one knows nothing.
 */
@ExtendWith(OutputCaptureExtension.class)
class OtherServletTests {

	private static final String[] OUTDATED = { "If-Match: \"outdated\"" };

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner(
			AnnotationConfigServletWebServerApplicationContext::new)
		.withConfiguration(AutoConfigurations.of(ConditionalCacheAutoConfiguration.class,
				ConditionalCacheGateAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class, WebMvcAutoConfiguration.class))
		.withBean(TomcatServletWebServerFactory.class, () -> new TomcatServletWebServerFactory(0))
		.withBean("books", Books.class);

	@ParameterizedTest
	@ValueSource(classes = { EnabledMvc.class, OfAncestors.class, MappingAndAdapter.class, AutoConfigured.class })
	void writeInTheContextOfAnotherServletIsNotPerformed(Class<?> configuration, CapturedOutput output) {
		servlet(Parent.MAIN, -1, configuration, Writer.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertNothingPerformed(context);
			assertThat(output).contains("@ConditionalWrite on ", "Writer#put",
					"is mapped in another application context");
		});
	}

	@Test
	void contextThatGetsItsParentFromTheServletIsNoException() {
		servlet(Parent.NONE, -1, EnabledMvc.class, Writer.class).run(OtherServletTests::assertNothingPerformed);
	}

	@ParameterizedTest
	@EnumSource(Parent.class)
	void contextThatIsStartedAtOnceStopsTheStart(Parent parent) {
		servlet(parent, 1, EnabledMvc.class, Writer.class).run((context) -> assertThat(context).getFailure()
			.extracting(NestedExceptionUtils::getMostSpecificCause, InstanceOfAssertFactories.THROWABLE)
			.isInstanceOf(InvalidHandlerException.class)
			.hasMessageContaining("Writer#put"));
	}

	@Test
	void failureThatListenersSwallowLeavesTheWriteRefused() {
		servlet(Parent.MAIN, -1, EnabledMvc.class, Writer.class).withUserConfiguration(CarelessListeners.class)
			.run((context) -> {
				assertNothingPerformed(context);
				assertThat(send(context, "GET", "/other/written")).isEqualTo(200);
			});
	}

	@ParameterizedTest
	@ValueSource(classes = { EnabledMvc.class, MappingAndAdapter.class })
	void servletThatNobodyKnowsOfIsRefusedWrites(Class<?> configuration, CapturedOutput output) {
		programmatic((servletContext) -> {
			AnnotationConfigWebApplicationContext child = new AnnotationConfigWebApplicationContext();
			child.setServletContext(servletContext);
			child.register(configuration, Writer.class);
			Books books = WebApplicationContextUtils.getRequiredWebApplicationContext(servletContext)
				.getBean(Books.class);
			child.addBeanFactoryPostProcessor((beans) -> beans.registerSingleton("books", books));
			child.refresh();
			return child;
		}).run((context) -> {
			assertThat(context).hasNotFailed();
			assertNothingPerformed(context);
			assertThat(output).contains("Writer#put", "refuses a write: it is mapped in another application context");
			assertThat(send(context, "GET", "/other/written")).isEqualTo(200);
			assertThat(send(context, "POST", "/other/unchecked")).isEqualTo(200);
			assertThat(send(context, "PUT", "/other/written")).isEqualTo(503);
			assertThat(context.getBean(Books.class).performed).hasValue(0);
		});
	}

	@Test
	void handlerThatIsMappedThereLaterIsRefused() {
		AnnotationConfigWebApplicationContext child = new AnnotationConfigWebApplicationContext();
		servlet(child, Parent.MAIN, 1, EnabledMvc.class, Reader.class).run((context) -> {
			RequestMappingHandlerMapping mapping = child.getBean(RequestMappingHandlerMapping.class);
			mapping.registerMapping(
					RequestMappingInfo.paths("/written").options(mapping.getBuilderConfiguration()).build(),
					new Writer(context.getBean(Books.class)), Writer.class.getDeclaredMethod("put"));
			assertNothingPerformed(context);
		});
	}

	@Test
	void handlerOfTheSameNameIsNotTakenForThatOfTheMainContext() {
		servlet(Parent.MAIN, -1, EnabledMvc.class, Registered.class).withUserConfiguration(CarelessListeners.class)
			.withUserConfiguration(Registered.class)
			.run((context) -> {
				assertNothingPerformed(context);
				assertThat(send(context, "PUT", "/written", OUTDATED)).isEqualTo(412);
				assertThat(send(context, "PUT", "/written", "If-Match: *")).isEqualTo(200);
			});
	}

	@Test
	void forwardToAnotherServletIsRefused() {
		servlet(Parent.MAIN, -1, EnabledMvc.class, Writer.class).withUserConfiguration(CarelessListeners.class)
			.withUserConfiguration(Forwarding.class)
			.run((context) -> {
				assertThat(send(context, "PUT", "/forwards", OUTDATED)).isBetween(500, 599);
				assertThat(http(context).send("PUT", "/includes", OUTDATED).text()).contains("precondition-unchecked");
				assertThat(context.getBean(Books.class).performed).hasValue(0);
			});
	}

	@ParameterizedTest
	@EnumSource(Parent.class)
	void contextThatOnlyReadsStartsWithAWarning(Parent parent, CapturedOutput output) {
		servlet(parent, 1, EnabledMvc.class, Reader.class).run((context) -> {
			assertThat(context).hasNotFailed();
			Answer read = http(context).send("GET", "/other/read", "If-None-Match: *");
			assertThat(read.status()).isEqualTo(200);
			assertThat(read.field("ETag")).isNull();
			assertThat(send(context, "PUT", "/other/read")).isEqualTo(200);
			assertThat(output).contains("in another application context", "Reader#get");
		});
	}

	@Test
	void secondServletOfTheMainContextIsChecked() {
		this.runner.withUserConfiguration(Registered.class, SecondServlet.class).run((context) -> {
			assertThat(send(context, "PUT", "/second/written", OUTDATED)).isEqualTo(412);
			assertThat(send(context, "PUT", "/second/written")).isEqualTo(428);
			assertThat(send(context, "PUT", "/second/written", "If-Match: *")).isEqualTo(200);
		});
	}

	private WebApplicationContextRunner programmatic(Function<ServletContext, WebApplicationContext> context) {
		return this.runner.withBean(ServletContextInitializer.class, () -> (servletContext) -> {
			ServletRegistration.Dynamic other = servletContext.addServlet("other",
					new DispatcherServlet(context.apply(servletContext)));
			other.addMapping("/other/*");
		});
	}

	private static void assertNothingPerformed(AssertableWebApplicationContext context) {
		for (int i = 0; i < 2; i++) {
			assertThat(send(context, "PUT", "/other/written", OUTDATED)).isBetween(500, 599);
			assertThat(send(context, "PUT", "/other/written")).isBetween(500, 599);
		}
		assertThat(context.getBean(Books.class).performed).hasValue(0);
	}

	private WebApplicationContextRunner servlet(Parent parent, int loadOnStartup, Class<?>... configuration) {
		return servlet(new AnnotationConfigWebApplicationContext(), parent, loadOnStartup, configuration);
	}

	private WebApplicationContextRunner servlet(AnnotationConfigWebApplicationContext child, Parent parent,
			int loadOnStartup, Class<?>... configuration) {
		return this.runner.withInitializer((context) -> {
			child.register(configuration);
			parent.prepare.accept(context, child);
			ServletRegistrationBean<DispatcherServlet> registration = new ServletRegistrationBean<>(
					new DispatcherServlet(child), "/other/*");
			registration.setName("other");
			registration.setLoadOnStartup(loadOnStartup);
			context.getBeanFactory().registerSingleton("other", registration);
		});
	}

	private static int send(AssertableWebApplicationContext context, String method, String path, String... fields) {
		return http(context).send(method, path, fields).status();
	}

	private static RawHttp http(AssertableWebApplicationContext context) {
		return new RawHttp(
				context.getSourceApplicationContext(ServletWebServerApplicationContext.class).getWebServer().getPort());
	}

	/**
	 * What the context of the other servlet is a child of, when the main one is started.
	 */
	enum Parent {

		MAIN((main, child) -> child.setParent(main)),

		NONE((main, child) -> {
		}),

		NONE_AND_REFRESHED((main, child) -> {
			child.setServletContext(new MockServletContext());
			child.addBeanFactoryPostProcessor((beans) -> beans.registerSingleton("books", new Books()));
			child.refresh();
		});

		private final BiConsumer<ConfigurableApplicationContext, AnnotationConfigWebApplicationContext> prepare;

		Parent(BiConsumer<ConfigurableApplicationContext, AnnotationConfigWebApplicationContext> prepare) {
			this.prepare = prepare;
		}

	}

	public static class Books {

		final AtomicInteger performed = new AtomicInteger();

		public String version() {
			return "v1";
		}

	}

	@EnableWebMvc
	@Configuration(proxyBeanMethods = false)
	static class EnabledMvc {

	}

	@Configuration(proxyBeanMethods = false)
	static class OfAncestors {

		@Bean
		RequestMappingHandlerMapping mine() {
			return new RequestMappingHandlerMapping();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MappingAndAdapter {

		@Bean
		RequestMappingHandlerMapping mine() {
			return new RequestMappingHandlerMapping();
		}

		@Bean
		RequestMappingHandlerAdapter requestMappingHandlerAdapter() {
			return new RequestMappingHandlerAdapter();
		}

	}

	@EnableWebMvc
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ConditionalCacheAutoConfiguration.class, ConditionalCacheGateAutoConfiguration.class })
	static class AutoConfigured {

	}

	@Configuration(proxyBeanMethods = false)
	static class CarelessListeners {

		@Bean(AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME)
		static SimpleApplicationEventMulticaster multicaster() {
			SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
			multicaster.setErrorHandler((failure) -> {
			});
			return multicaster;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Registered {

		@Bean
		static Writer writer(Books books) {
			return new Writer(books);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondServlet {

		@Bean
		ServletRegistrationBean<DispatcherServlet> second(WebApplicationContext context) {
			ServletRegistrationBean<DispatcherServlet> registration = new ServletRegistrationBean<>(
					new DispatcherServlet(context), "/second/*");
			registration.setName("second");
			return registration;
		}

	}

	@RestController
	static class Writer {

		private final Books books;

		Writer(Books books) {
			this.books = books;
		}

		@GetMapping("/written")
		String get() {
			return "book";
		}

		@PutMapping("/written")
		@ConditionalWrite(version = "@books.version()", required = true)
		int put() {
			return this.books.performed.incrementAndGet();
		}

		@PostMapping("/unchecked")
		String post() {
			return "posted";
		}

	}

	@RestController
	static class Reader {

		@GetMapping("/read")
		@Cacheable304("@books.version()")
		String get() {
			return "book";
		}

		@PutMapping("/read")
		String put() {
			return "book";
		}

	}

	@Controller
	static class Forwarding {

		@PutMapping("/forwards")
		String forward() {
			return "forward:/other/written";
		}

		@PutMapping("/includes")
		void include(HttpServletRequest request, HttpServletResponse response) throws Exception {
			request.getRequestDispatcher("/other/written").include(request, response);
		}

	}

}
