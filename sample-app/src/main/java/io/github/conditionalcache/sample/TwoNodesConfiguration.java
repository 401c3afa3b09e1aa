package io.github.conditionalcache.sample;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets the page of one instance ask the other one.
 */
@Configuration(proxyBeanMethods = false)
@Profile("two-nodes")
class TwoNodesConfiguration implements WebMvcConfigurer {

	@Override
	public void addCorsMappings(CorsRegistry registry) {
		registry.addMapping("/api/notes/**")
			.allowedOriginPatterns("http://localhost:[*]")
			.allowedMethods("GET", "PUT")
			.exposedHeaders(HttpHeaders.ETAG);
	}

}
