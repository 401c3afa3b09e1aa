package io.github.conditionalcache.webmvc;

import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Stream;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the checks at startup take for granted about servers and Spring MVC.
 */
class CheckedFactsTests {

	private static ConfigurableApplicationContext tomcat;

	private static ConfigurableApplicationContext jetty;

	@BeforeAll
	static void start() {
		tomcat = start(Tomcat.class);
		jetty = start(Jetty.class);
	}

	private static ConfigurableApplicationContext start(Class<?> server) {
		return new SpringApplicationBuilder(Application.class, server).web(WebApplicationType.SERVLET)
			.properties("server.port=0", "server.compression.enabled=true")
			.run();
	}

	@AfterAll
	static void stop() {
		Stream.of(tomcat, jetty).forEach(ConfigurableApplicationContext::close);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "none", textBlock = """
			server, path,    encoding, tag
			tomcat, /weak,   gzip,     W/"[0-9a-v.]+"
			tomcat, /strong, none,     "[0-9a-v.]+"
			jetty,  /weak,   gzip,     W/"[0-9a-v.]+(--gzip)?"
			jetty,  /strong, gzip,     "[0-9a-v.]+--gzip"
			""")
	void tomcatAloneLeavesStrongTagsUncompressed(String server, String path, String encoding, String tag) {
		Answer answer = get(server, path);
		assertThat(answer.field("Content-Encoding")).isEqualTo(encoding);
		assertThat(answer.field("ETag")).matches(tag);
	}

	@ParameterizedTest
	@CsvSource({ "tomcat, /stream", "jetty, /stream", "tomcat, /raw", "jetty, /raw" })
	void streamsHaveNoTag(String server, String path) {
		Answer answer = get(server, path);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.field("ETag")).isNull();
		assertThat(answer.field("Last-Modified")).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "tomcat", "jetty" })
	void springsFilterTagsWhatIsLeftWithoutTag(String server) {
		assertThat(get(server, "/cookie").field("ETag")).isNull();
		assertThat(get(server, "/filtered/cookie").field("ETag")).isNotNull();
	}

	private static Answer get(String server, String path) {
		ConfigurableApplicationContext context = server.equals("tomcat") ? tomcat : jetty;
		int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
		return new RawHttp(port).get(path, "Accept-Encoding: gzip");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			exclude = { ServletWebSecurityAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class })
	static class Application {

		@Bean
		Handlers handlers() {
			return new Handlers();
		}

		@Bean
		FilterRegistrationBean<ShallowEtagHeaderFilter> filter() {
			FilterRegistrationBean<ShallowEtagHeaderFilter> registration = new FilterRegistrationBean<>(
					new ShallowEtagHeaderFilter());
			registration.addUrlPatterns("/filtered/*");
			return registration;
		}

	}

	static class Tomcat {

		@Bean
		TomcatServletWebServerFactory server() {
			return new TomcatServletWebServerFactory();
		}

	}

	static class Jetty {

		@Bean
		JettyServletWebServerFactory server() {
			return new JettyServletWebServerFactory();
		}

	}

	@RestController
	static class Handlers {

		@GetMapping("/weak")
		@Cacheable304
		String weak() {
			return "weak ".repeat(2000);
		}

		@GetMapping("/strong")
		@Cacheable304(strength = Strength.STRONG)
		String strong() {
			return "strong ".repeat(2000);
		}

		@GetMapping("/stream")
		@Cacheable304
		StreamingResponseBody stream() {
			return (stream) -> stream.write('1');
		}

		@GetMapping("/raw")
		@Cacheable304(version = "'1'", lastModified = "T(java.time.Instant).EPOCH")
		void raw(OutputStream stream) throws IOException {
			stream.write('1');
		}

		@GetMapping({ "/cookie", "/filtered/cookie" })
		@Cacheable304
		String cookie(HttpServletResponse response) {
			response.addCookie(new Cookie("visited", "1"));
			return "cookie";
		}

	}

}
