package io.github.conditionalcache.webmvc;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;

import io.github.conditionalcache.Cacheable304;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.context.WebServerPortFileWriter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.View;

/**
 * Managed handlers whose content is made while it is sent, too long to be held in the
 * little memory that {@link LargeBodiesTests} starts this with. All send the same bytes.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
		exclude = { ServletWebSecurityAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class })
public class LargeBodiesApplication {

	private static final int ROWS = 64 * 1024;

	private static final String ROW_END = "x".repeat(1013);

	/**
	 * Runs until standard input ends, which it does at the latest with the process that
	 * started this one.
	 * @param args properties of the application
	 * @throws IOException if standard input can't be read
	 */
	public static void main(String[] args) throws IOException {
		SpringApplication application = new SpringApplication(LargeBodiesApplication.class);
		application.addListeners(new WebServerPortFileWriter());
		ConfigurableApplicationContext context = application.run(args);
		System.in.transferTo(OutputStream.nullOutputStream());
		context.close();
	}

	/**
	 * Writes what each handler sends, piece by piece.
	 * @param out where to write
	 * @throws IOException if writing fails
	 */
	static void writeTo(OutputStream out) throws IOException {
		for (int i = 0; i < ROWS; i++) {
			out.write(piece(i).getBytes(StandardCharsets.US_ASCII));
		}
	}

	private static String piece(int index) {
		return ((index == 0) ? "[\"" : ",\"") + row(index) + ((index == ROWS - 1) ? "\"]" : "\"");
	}

	private static String row(int index) {
		return (10_000_000 + index) + ROW_END;
	}

	@Bean
	@Profile("tomcat")
	TomcatServletWebServerFactory tomcatServletWebServerFactory() {
		return new TomcatServletWebServerFactory();
	}

	@Bean
	@Profile("jetty")
	JettyServletWebServerFactory jettyServletWebServerFactory() {
		return new JettyServletWebServerFactory();
	}

	@RestController
	static class LargeBodiesController {

		@Cacheable304
		@GetMapping(path = "/list", produces = MediaType.APPLICATION_JSON_VALUE)
		List<String> list() {
			return new AbstractList<>() {

				@Override
				public String get(int index) {
					return row(index);
				}

				@Override
				public int size() {
					return ROWS;
				}

			};
		}

		@Cacheable304
		@GetMapping("/raw")
		void raw(HttpServletResponse response) throws IOException {
			writeTo(response.getOutputStream());
		}

		@Cacheable304
		@GetMapping("/view")
		View view() {
			return (model, request, response) -> {
				PrintWriter writer = response.getWriter();
				for (int i = 0; i < ROWS; i++) {
					writer.write(piece(i));
				}
			};
		}

	}

}
