package io.github.conditionalcache.webmvc;

import java.util.List;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.NotCacheable304;
import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The mode that manages handlers without annotation.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "conditional-cache.mode=all")
class AllHandlersTests {

	private RawHttp http;

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.http = new RawHttp(port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/list", "/page", "/bytes" })
	void handlerWithoutAnnotationGetsAWeakTagAndNothingElse(String path) {
		Answer first = this.http.get(path);
		assertThat(first.field("ETag")).matches("W/\"[0-9a-v]{26}\"");
		assertThat(first.field("Cache-Control")).isNull();
		assertThat(first.field("Vary")).isNull();
		Answer second = this.http.get(path, "If-None-Match: " + first.field("ETag"));
		assertThat(second.status()).isEqualTo(304);
		assertThat(second.field("Cache-Control")).isNull();
	}

	@Test
	void handlerWithItsOwnValidatorsIsLeftAlone() {
		assertThat(this.http.get("/own").field("ETag")).isEqualTo("\"own\"");
		assertThat(this.http.get("/own", "If-None-Match: \"own\"").status()).isEqualTo(304);
		assertThat(this.http.get("/own", "If-None-Match: w/\"own\"").status()).as("as Spring has it").isEqualTo(304);
		assertThat(this.http.get("/dated").field("ETag")).isNull();
		assertThat(this.http.get("/raw-own").field("ETag")).isEqualTo("\"raw\"");
	}

	@Test
	void partHasTheTagOfTheWholeAndComesAfterThePreconditions() {
		String etag = this.http.get("/file").field("ETag");
		assertThat(etag).matches("W/\"[0-9a-v]{26}\"");
		Answer part = this.http.get("/file", "Range: bytes=0-3");
		assertThat(part.status()).isEqualTo(206);
		assertThat(part.field("ETag")).isEqualTo(etag);
		assertThat(this.http.get("/file", "Range: bytes=0-3", "If-None-Match: " + etag).status()).isEqualTo(304);
	}

	@Test
	void partOfWhatHasItsOwnValidatorsIsLeftToSpring() {
		Answer part = this.http.get("/own-file", "Range: bytes=0-3", "If-Range: \"other\"");
		assertThat(part.status()).as("as Spring has it").isEqualTo(206);
		assertThat(part.field("ETag")).isEqualTo("\"own\"");
	}

	@Test
	void annotationsKeepTheirMeaning() {
		assertThat(this.http.get("/annotated").field("Cache-Control")).isEqualTo("private, no-cache, max-age=0");
		assertThat(this.http.get("/excluded").field("ETag")).isNull();
		assertThat(this.http.send("POST", "/list", "Content-Length: 0").field("ETag")).isNull();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			exclude = { ServletWebSecurityAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class })
	static class Application {

		@RestController
		static class Values {

			@GetMapping("/list")
			List<String> list() {
				return List.of("a", "b");
			}

			@PostMapping("/list")
			List<String> write() {
				return List.of("a", "b");
			}

			@GetMapping("/bytes")
			Resource bytes() {
				return new ByteArrayResource("bytes".getBytes());
			}

			@GetMapping("/file")
			Resource file() {
				return new FileSystemResource("pom.xml");
			}

			@GetMapping("/own-file")
			ResponseEntity<Resource> ownFile() {
				return ResponseEntity.ok().eTag("\"own\"").body(new FileSystemResource("pom.xml"));
			}

			@GetMapping("/own")
			ResponseEntity<String> own() {
				return ResponseEntity.ok().eTag("\"own\"").body("own");
			}

			@GetMapping("/dated")
			ResponseEntity<String> dated() {
				return ResponseEntity.ok().lastModified(1_000_000_000_000L).body("dated");
			}

			@GetMapping("/raw-own")
			void raw(HttpServletResponse response) throws Exception {
				response.setHeader("ETag", "\"raw\"");
				response.getWriter().write("raw");
			}

			@GetMapping("/annotated")
			@Cacheable304
			String annotated() {
				return "annotated";
			}

			@GetMapping("/excluded")
			@NotCacheable304
			String excluded() {
				return "excluded";
			}

		}

		@Controller
		static class Pages {

			@GetMapping("/page")
			String page(Model model) {
				model.addAttribute("title", "page");
				return "book";
			}

		}

	}

}
