package io.github.conditionalcache.change.nodes;

import java.io.IOException;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * One of the nodes: an application that is in nothing different from any other.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = { HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class })
@Import({ ItemController.class, ItemReader.class, ItemWriter.class, NodeApplication.Failures.class })
public class NodeApplication {

	/**
	 * Starts a node, prints its port, and ends with the process that has started it.
	 * @param arguments properties
	 * @throws IOException never
	 */
	public static void main(String[] arguments) throws IOException {
		System.out.println(port(SpringApplication.run(NodeApplication.class, arguments)));
		while (System.in.read() >= 0) {
			// Nobody writes. It is the end of input that matters
		}
		Runtime.getRuntime().halt(0);
	}

	static int port(Object context) {
		return ((WebServerApplicationContext) context).getWebServer().getPort();
	}

	/**
	 * Failures are part of the plan: nothing is logged.
	 */
	@RestControllerAdvice
	static class Failures {

		@ExceptionHandler
		@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
		String failed(RuntimeException ex) {
			return String.valueOf(ex.getMessage());
		}

	}

}
