package io.github.conditionalcache.webmvc;

import java.util.Arrays;
import java.util.Collections;

import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import io.github.conditionalcache.webmvc.WriteConditionsApplication.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fields of writes that are long, that can't be read, or that a proxy has changed, over a
 * real server and raw sockets.
 */
@SpringBootTest(classes = WriteConditionsApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "server.max-http-request-header-size=64KB")
abstract class AbstractWriteConditionsTests {

	private final String server;

	private RawHttp http;

	@Autowired
	private Rows rows;

	AbstractWriteConditionsTests(String server) {
		this.server = server;
	}

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.http = new RawHttp(port);
		this.rows.performed.set(0);
		this.rows.versions.clear();
		this.rows.versions.put(1, 1);
	}

	@Test
	void runsOnItsServer(@Autowired ServletWebServerApplicationContext context) {
		assertThat(context.getWebServer().getClass().getSimpleName()).isEqualTo(this.server);
	}

	@ParameterizedTest
	@ValueSource(ints = { 99, 100, 101, 1000 })
	void tagCountsWhereverItStandsInTheList(int others) {
		String list = String.join(",", Collections.nCopies(others, "\"0123456789012345678901234567890\""));
		String current = currentTag("/rows/1");
		assertRefused(put("/rows/1", "If-None-Match: " + list + ", " + current), "exists");
		assertRefused(put("/rows/1", "If-None-Match: " + list, "If-None-Match: " + current), "exists");
		assertRefused(put("/rows/1", "If-Match: " + list), "changed");
		assertThat(this.http.get("/rows/1", "If-None-Match: " + list + "," + current).status()).isEqualTo(304);
		assertThat(put("/rows/1", "If-Match: " + list + "," + current).status()).isEqualTo(200);
		assertThat(this.rows.performed).hasValue(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "If-None-Match: *\r\nIf-None-Match: *", "If-None-Match: *, \"v1\"",
			"If-None-Match: \"v1\", *", "If-None-Match: *, *", "If-None-Match: v1", "If-None-Match: \"v1",
			"If-None-Match: 'v1'", "If-None-Match: w/\"v1\"", "If-None-Match: W/v1", "If-None-Match: \"v1\" \"v2\"",
			"If-None-Match: \"v1\"\r\nIf-None-Match: v2", "If-None-Match: null", "If-None-Match: *,",
			"If-Match: *\r\nIf-Match: *", "If-Match: *, \"v1\"", "If-Match: v1" })
	void writeWithAConditionThatCannotBeReadIsNotPerformed(String fields) {
		for (int id : new int[] { 1, 2 }) {
			for (String path : new String[] { "/rows/", "/tagged/" }) {
				assertRefused(put(path + id, fields.split("\r\n")), "unreadable");
			}
		}
		assertThat(this.rows.performed).hasValue(0);
		// Nothing is lost by a full answer
		if (!fields.startsWith("If-Match")) {
			assertThat(this.http.get("/rows/1", fields.split("\r\n")).status()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "If-None-Match: ,", "If-None-Match: , ,\"v0\",,", "If-None-Match: \"*\"",
			"If-None-Match: \"\"" })
	void emptyElementsAreRead(String field) {
		assertThat(put("/tagged/1", field).status()).isEqualTo(200);
		assertThat(this.rows.performed).hasValue(1);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			suffix,      current, stale
			-gzip,       200,     412
			--gzip,      200,     412
			;gzip,       200,     412
			-br,         200,     412
			-zstd,       200,     412
			-v2,         412,     412
			-gzip-gzip,  412,     412
			""")
	void suffixOfACompressingProxyIsRemoved(String suffix, int current, int stale) {
		String tag = currentTag("/rows/1").replaceFirst("\"$", suffix + '"');
		String otherVariant = currentTag("/rows/1?q=1").replaceFirst("\"$", suffix + '"');
		assertThat(tag).isNotEqualTo(otherVariant);
		for (String given : new String[] { tag, otherVariant, "\"x\", " + tag }) {
			this.rows.versions.put(1, 1);
			assertThat(put("/rows/1", "If-Match: " + given).status()).isEqualTo(current);
			this.rows.versions.put(1, 2);
			assertThat(put("/rows/1", "If-Match: " + given).status()).isEqualTo(stale);
		}
		assertThat(put("/rows/1", "If-Match: W/" + currentTag("/rows/1").replaceFirst("\"$", suffix + '"')).status())
			.isEqualTo(412);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-gzip", ";gzip", "-br" })
	void suffixOfAnApplicationsTagStays(String suffix) {
		assertThat(currentTag("/tagged/1")).isEqualTo("\"v1\"");
		assertRefused(put("/tagged/1", "If-Match: \"v1" + suffix + '"'), "changed");
		assertThat(this.http.get("/tagged/1", "If-None-Match: \"v1" + suffix + '"').status()).isEqualTo(200);
		assertThat(put("/tagged/1", "If-Match: \"v1\"").status()).isEqualTo(200);
	}

	private String currentTag(String path) {
		return this.http.get(path).field("ETag");
	}

	private Answer put(String path, String... fields) {
		return this.http.write("PUT", path, "{}", fields);
	}

	private void assertRefused(Answer answer, String reason) {
		assertThat(answer.status()).as(() -> Arrays.toString(answer.body())).isEqualTo(412);
		assertThat(answer.text()).contains("\"reason\":\"" + reason + '"');
	}

}
