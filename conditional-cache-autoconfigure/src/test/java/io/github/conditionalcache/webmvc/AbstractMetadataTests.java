package io.github.conditionalcache.webmvc;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import io.github.conditionalcache.webmvc.MetadataApplication.Fields;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Content that stays while the fields that describe it change, over a real server.
 */
@SpringBootTest(classes = MetadataApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class AbstractMetadataTests {

	private static final List<String> FIELDS = List.of("Content-Disposition: attachment; filename=\"a.txt\"",
			"Content-Disposition: attachment; filename=\"b.txt\"", "Content-Disposition: inline; filename=\"a.txt\"",
			"Content-Disposition: attachment; filename*=UTF-8''%C3%A4.txt", "Content-Disposition: inline",
			"Content-Language: de", "Content-Language: en", "Content-Encoding: x-mine", "Content-Encoding: x-other");

	private final String server;

	private RawHttp http;

	@Autowired
	private Fields fields;

	AbstractMetadataTests(String server) {
		this.server = server;
	}

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.http = new RawHttp(port);
		this.fields.current.clear();
		this.fields.name = "a.txt";
	}

	@Test
	void runsOnItsServer(@Autowired ServletWebServerApplicationContext context) {
		assertThat(context.getWebServer().getClass().getSimpleName()).isEqualTo(this.server);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/file-entity", "/file-response", "/file-intercepted", "/body-entity", "/body-response",
			"/body-intercepted", "/value-entity", "/value-intercepted" })
	void tagChangesWithTheFieldsThatDescribeContent(String path) {
		Set<String> tags = new HashSet<>();
		Answer before = this.http.get(path);
		assertThat(tags.add(before.field("ETag"))).isTrue();
		for (String field : FIELDS) {
			this.fields.current.clear();
			this.fields.current.put(field.substring(0, field.indexOf(':')), field.substring(field.indexOf(':') + 2));
			Answer answer = this.http.get(path, "If-None-Match: " + before.field("ETag"));
			assertThat(answer.status()).as(field).isEqualTo(200);
			assertThat(answer.fields()).contains(field);
			assertThat(answer.body()).isEqualTo(before.body());
			assertThat(tags.add(answer.field("ETag"))).as(field).isTrue();
			assertThat(this.http.head(path).field("ETag")).isEqualTo(answer.field("ETag"));
			Answer again = this.http.get(path, "If-None-Match: " + answer.field("ETag"));
			assertThat(again.status()).as(field).isEqualTo(304);
			assertThat(again.field("ETag")).isEqualTo(answer.field("ETag"));
			before = answer;
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/file-entity", "/file-response", "/body-entity", "/body-response" })
	void tagChangesWithTheMediaType(String path) {
		Set<String> tags = new HashSet<>();
		for (String type : List.of("text/plain", "text/css", "application/x-mine")) {
			this.fields.current.put("Content-Type", type);
			Answer answer = this.http.get(path);
			assertThat(answer.field("Content-Type")).startsWith(type);
			assertThat(tags.add(answer.field("ETag"))).as(type).isTrue();
			assertThat(this.http.get(path, "If-None-Match: " + answer.field("ETag")).status()).isEqualTo(304);
		}
	}

	@Test
	void tagOfAFileChangesWithTheTypeThatItsNameGives() {
		Answer text = this.http.get("/file-intercepted", "Accept: application/octet-stream");
		this.fields.name = "a.css";
		Answer style = this.http.get("/file-intercepted", "Accept: application/octet-stream",
				"If-None-Match: " + text.field("ETag"));
		assertThat(style.status()).isEqualTo(200);
		assertThat(style.field("Content-Type")).isNotEqualTo(text.field("Content-Type"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/file-entity", "/file-response", "/file-intercepted" })
	void partOfAFileHasTheTagOfTheWhole(String path) {
		Answer before = this.http.get(path);
		this.fields.current.put("Content-Disposition", "attachment; filename=\"a.txt\"");
		Answer whole = this.http.get(path);
		Answer part = this.http.get(path, "Range: bytes=2-4", "If-Range: " + whole.field("ETag"));
		assertThat(part.status()).isEqualTo(206);
		assertThat(part.field("ETag")).isEqualTo(whole.field("ETag"));
		Answer outdated = this.http.get(path, "Range: bytes=2-4", "If-Range: " + before.field("ETag"));
		assertThat(outdated.status()).isEqualTo(200);
		assertThat(outdated.body()).isEqualTo(whole.body());
	}

}
