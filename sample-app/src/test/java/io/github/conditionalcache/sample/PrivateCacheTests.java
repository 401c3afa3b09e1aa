package io.github.conditionalcache.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import okhttp3.Cache;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.cache.CacheResponseStatus;
import org.apache.hc.client5.http.cache.HttpCacheContext;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.cache.CacheConfig;
import org.apache.hc.client5.http.impl.cache.CachingHttpClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The caches that come with HTTP clients, asking the real server: whether they store the
 * sample's answers, ask again before each use, and take the 304 for an answer.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PrivateCacheTests {

	private static final int CACHE_SIZE = 1024 * 1024;

	@LocalServerPort
	private int port;

	@Autowired
	private ZoneService zones;

	@ParameterizedTest
	@ValueSource(strings = { "/api/zones/20", "/zones/20", "/zones" })
	void okHttpRevalidatesWhatItStored(String path, @TempDir Path directory) throws Exception {
		try (Cache cache = new Cache(directory.toFile(), CACHE_SIZE)) {
			OkHttpClient client = new OkHttpClient.Builder().cache(cache).build();
			assertRevalidates(path, "read by OkHttp from [%s]".formatted(path), (uri) -> get(client, uri));
			client.connectionPool().evictAll();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/zones/20", "/zones/20", "/zones" })
	void httpClientRevalidatesWhatItStored(String path) throws Exception {
		List<Integer> received = new ArrayList<>();
		CacheConfig config = CacheConfig.custom().setSharedCache(false).setMaxObjectSize(CACHE_SIZE).build();
		try (CloseableHttpClient client = CachingHttpClients.custom()
			.setCacheConfig(config)
			.addResponseInterceptorLast((response, entity, context) -> received.add(response.getCode()))
			.build()) {
			assertRevalidates(path, "read by HttpClient from [%s]".formatted(path),
					(uri) -> get(client, uri, received));
		}
	}

	private void assertRevalidates(String path, String comment, Client client) throws IOException {
		String uri = "http://localhost:" + this.port + path;
		Answer first = client.get(uri);
		assertThat(first.received()).isEqualTo(200);
		assertThat(first.cached()).isFalse();
		assertThat(first.body()).isNotEmpty().doesNotContain(comment);
		assertThat(client.get(uri)).isEqualTo(new Answer(304, true, first.body()));
		this.zones.editComment(20, comment);
		Answer edited = client.get(uri);
		assertThat(edited.received()).isEqualTo(200);
		assertThat(edited.body()).contains(comment);
		assertThat(client.get(uri)).isEqualTo(new Answer(304, true, edited.body()));
	}

	private static Answer get(OkHttpClient client, String uri) throws IOException {
		try (Response response = client.newCall(new Request.Builder().url(uri).build()).execute()) {
			assertThat(response.code()).isEqualTo(200);
			Response received = response.networkResponse();
			assertThat(received).as("the answer on the wire").isNotNull();
			return new Answer(received.code(), response.cacheResponse() != null, response.body().string());
		}
	}

	private static Answer get(CloseableHttpClient client, String uri, List<Integer> received) throws IOException {
		received.clear();
		HttpCacheContext context = HttpCacheContext.create();
		String body = client.execute(new HttpGet(uri), context, (response) -> {
			assertThat(response.getCode()).isEqualTo(200);
			return EntityUtils.toString(response.getEntity());
		});
		assertThat(received).hasSize(1);
		return new Answer(received.get(0), context.getCacheResponseStatus() == CacheResponseStatus.VALIDATED, body);
	}

	@FunctionalInterface
	private interface Client {

		Answer get(String uri) throws IOException;

	}

	/**
	 * An answer as the client's user sees it.
	 *
	 * @param received the status that came from the server
	 * @param cached whether the cache had part in it
	 * @param body the content
	 */
	private record Answer(int received, boolean cached, String body) {

	}

}
