package io.github.conditionalcache.formats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.sample.Chromium;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.cache.CacheConfig;
import org.apache.hc.client5.http.impl.cache.CachingHttpClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that caches keep two formats of one URI apart, a shared one and a browser's.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class FormatsInCachesTests {

	@LocalServerPort
	private int port;

	@Test
	void sharedCacheAnswersEachWithItsFormat() throws IOException {
		List<Integer> received = new ArrayList<>();
		try (CloseableHttpClient client = CachingHttpClients.custom()
			.setCacheConfig(CacheConfig.custom().setSharedCache(true).build())
			.addResponseInterceptorLast((response, entity, context) -> received.add(response.getCode()))
			.build()) {
			assertThat(get(client, "application/json")).isEqualTo("{\"shown\": \"as JSON\"}");
			assertThat(get(client, "text/html")).contains("as a page");
			assertThat(received).containsExactly(200, 200);
			assertThat(get(client, "application/json")).isEqualTo("{\"shown\": \"as JSON\"}");
			assertThat(get(client, "text/html")).contains("as a page");
			assertThat(received).as("the rest came from the cache").hasSize(2);
		}
	}

	private String get(CloseableHttpClient client, String accept) throws IOException {
		HttpGet request = new HttpGet("http://localhost:" + this.port + "/thing");
		request.setHeader("Accept", accept);
		return client.execute(request, (response) -> EntityUtils.toString(response.getEntity()));
	}

	@Test
	@EnabledIf(value = "io.github.conditionalcache.sample.Chromium#isInstalled", disabledReason = Chromium.MISSING)
	void backButtonShowsThePageAfterItsJsonWasFetched() {
		ChromeDriver browser = Chromium.start();
		try {
			String origin = "http://localhost:" + this.port;
			browser.get(origin + "/thing");
			Object json = browser.executeAsyncScript(
					"const done = arguments[0]; fetch('/thing', {headers: {Accept: 'application/json'}})"
							+ ".then((answer) => answer.text()).then(done)");
			assertThat(json).isEqualTo("{\"shown\": \"as JSON\"}");
			browser.get(origin + "/other");
			browser.navigate().back();
			assertThat(browser.findElement(By.tagName("body")).getText()).isEqualTo("as a page");
		}
		finally {
			browser.quit();
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class Application {

		@GetMapping(path = "/thing", produces = MediaType.APPLICATION_JSON_VALUE)
		@Cacheable304(value = "1", cacheControl = "public, max-age=60")
		String json() {
			return "{\"shown\": \"as JSON\"}";
		}

		@GetMapping(path = "/thing", produces = MediaType.TEXT_HTML_VALUE)
		@Cacheable304(value = "1", cacheControl = "public, max-age=60")
		String page() {
			return "<body>as a page</body>";
		}

		@GetMapping(path = "/other", produces = MediaType.TEXT_HTML_VALUE)
		String other() {
			return "<body>another page</body>";
		}

	}

}
