package io.github.conditionalcache.benchmarks.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * The server that is measured. What makes one variant differ from another is the class
 * path (with and without the starter, Tomcat or Jetty) and properties. The handlers are
 * the same in each, for Spring MVC tries one path pattern after the other; without the
 * starter, the annotations are not there.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ Documents.class, Versions.class, Rows.class, FloorController.class, BareController.class,
		ByHandController.class, CheckNotModifiedController.class, ResponseEntityController.class, BodyController.class,
		ValueController.class, EarlyController.class, PlainEarlyController.class, ManyHandlers.class })
public class BenchmarkApplication {

	/**
	 * Starts a server that is asked and stopped through its standard input.
	 * @param args arguments for Spring Boot
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(BenchmarkApplication.class);
		application.setWebApplicationType(WebApplicationType.SERVLET);
		ControlChannel.serve(application.run(args));
	}

	@Bean
	@ConditionalOnBooleanProperty("benchmark.shallow")
	ShallowEtagHeaderFilter shallowEtagHeaderFilter() {
		return new ShallowEtagHeaderFilter();
	}

}
