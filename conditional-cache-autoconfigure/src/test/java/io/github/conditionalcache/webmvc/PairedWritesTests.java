package io.github.conditionalcache.webmvc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.diagnostics.lint.Finding;
import io.github.conditionalcache.diagnostics.lint.Findings;
import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.config.annotation.ApiVersionConfigurer;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which handler of GET the preconditions of a write are about.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.mvc.servlet.path=/app", "spring.jmx.enabled=false" })
class PairedWritesTests {

	private RawHttp http;

	@Autowired
	private Versions versions;

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.http = new RawHttp(port);
		this.versions.all.clear();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			method, path
			PUT,    /app/named/7
			PATCH,  /app/named/7
			DELETE, /app/named/7
			PUT,    /app/exchanged/1/2
			PUT,    /app/digits/7
			PUT,    /app/rest/a/b
			PUT,    /app/several/7
			PUT,    /app/several-alias/7
			PUT,    /app/api/prefixed/7
			PUT,    /app/query/7?lang=de
			PUT,    /app/query-plain/7?lang=de
			PUT,    /app/of-user/7
			PUT,    /app/own/7
			PUT,    /app/own-elsewhere/7
			""")
	void writeIsCheckedWithTheTagThatGetSent(String method, String path) {
		String tag = this.http.get(path).field("ETag");
		assertThat(tag).startsWith("\"");
		assertThat(this.http.send(method, path, "If-Match: " + tag).status()).isEqualTo(200);
		assertThat(this.http.send(method, path, "If-Match: " + tag).status()).isEqualTo(412);
		String next = this.http.get(path).field("ETag");
		assertThat(next).isNotEqualTo(tag);
		assertThat(this.http.send(method, path, "If-Match: " + next).status()).isEqualTo(200);
	}

	@Test
	void handlersOfDifferentMappingsArePaired() {
		assertThat(this.http.get("/app/other-mapping/7").field("ETag")).startsWith("\"");
	}

	@Test
	void versionOfTheWriteCountsWhereGetsDeclareTwo(@Autowired Findings findings) {
		Answer json = this.http.get("/app/two/7", "Accept: application/json");
		Answer html = this.http.get("/app/two/7", "Accept: text/html");
		assertThat(this.http.send("PUT", "/app/two/7", "If-Match: " + html.field("ETag")).status()).isEqualTo(412);
		assertThat(this.http.send("PUT", "/app/two/7", "If-Match: " + json.field("ETag")).status()).isEqualTo(200);
		assertThat(findings.of("TwoFormats.put")).singleElement().satisfies((finding) -> {
			assertThat(finding.code()).isEqualTo("CC022");
			assertThat(finding.message()).contains("TwoFormats.put", "TwoFormats.html");
		});
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			read,         write
			page,         json
			overlap,      json
			""")
	void versionsThatAreEqualByChanceAreNotTheSame(String read, String write) {
		String path = "/app/by-chance/" + (read.equals("overlap") ? "new" : "7");
		this.versions.all.put(List.of("page").toString(), 1L);
		Answer seen = this.http.get(path, "Accept: " + (read.equals("page") ? "text/html" : "text/plain"));
		assertThat(seen.status()).isEqualTo(200);
		String tag = seen.field("ETag");
		assertThat(tag).startsWith("\"");
		assertThat(this.http.send("PUT", path, "If-Match: " + tag).status()).isEqualTo(412);
		this.versions.write(write);
		assertThat(this.http.send("PUT", path, "If-Match: " + tag).status()).isEqualTo(412);
		String current = this.http.get("/app/by-chance/7", "Accept: application/json").field("ETag");
		assertThat(this.http.send("PUT", "/app/by-chance/7", "If-Match: " + current).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			query,  field
			?v=1,   X-Nothing: there
			?v=2,   X-Nothing: there
			'',     X-V: 1
			'',     X-V: 2
			'',     X-API-Version: 1
			'',     X-API-Version: 2
			""")
	void handlersUnderTheSameConditionsArePaired(String query, String field) {
		String path = "/app/conditions/7" + query;
		String tag = this.http.get(path, field).field("ETag");
		assertThat(this.http.send("PUT", path, field, "If-Match: " + tag).status()).isEqualTo(200);
		assertThat(this.http.send("PUT", path, field, "If-Match: " + tag).status()).isEqualTo(412);
		String next = this.http.get(path, field).field("ETag");
		assertThat(this.http.send("PUT", path, field, "If-Match: " + next).status()).isEqualTo(200);
	}

	@Test
	void versionThatIsUsedPairs() {
		String path = "/app/used/7";
		String tag = this.http.get(path, "Accept: application/json").field("ETag");
		assertThat(this.http.send("PUT", path, "If-Match: " + tag).status()).isEqualTo(200);
		assertThat(this.http.send("PUT", path, "If-Match: " + tag).status()).isEqualTo(412);
	}

	@Test
	void formatOfTheWritePairsWhereItDeclaresNone(@Autowired Findings findings) {
		String path = "/app/by-format/7";
		String html = this.http.get(path, "Accept: text/html").field("ETag");
		String json = this.http.get(path, "Accept: application/json").field("ETag");
		String[] form = { "Content-Type: text/html", "If-Match: " + json };
		assertThat(this.http.send("PUT", path, form).status()).isEqualTo(412);
		form[1] = "If-Match: " + html;
		assertThat(this.http.send("PUT", path, form).status()).isEqualTo(200);
		assertThat(findings.of("ByFormat.put")).singleElement().satisfies((finding) -> {
			assertThat(finding.code()).isEqualTo("CC022");
			assertThat(finding.message()).contains("ByFormat.json");
		});
	}

	@Test
	void overlapIsFoundAndTheSameVersionIsNot(@Autowired Findings findings) {
		assertThat(findings.all()).filteredOn((finding) -> finding.code().equals("CC021"))
			.extracting(Finding::handler)
			.containsExactlyInAnyOrder("Overlapping.put", "Overlapping.putRest", "Named.putElsewhere", "Named.putRest",
					"ByChance.put");
		assertThat(findings.of("Overlapping.put").get(0).message()).contains("Overlapping.get (/overlapping/{id})",
				"/overlapping/new");
		assertThat(findings.all()).extracting(Finding::handler)
			.doesNotContain("SameTwice.put", "Named.put", "Named.putQuery");
	}

	/**
	 * Numbers that each write counts up.
	 */
	public static class Versions {

		final Map<String, Long> all = new ConcurrentHashMap<>();

		public long of(Object... key) {
			return this.all.getOrDefault(List.of(key).toString(), 0L);
		}

		void write(Object... key) {
			this.all.merge(List.of(key).toString(), 1L, Long::sum);
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			exclude = { ServletWebSecurityAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class })
	static class Application implements WebMvcConfigurer {

		@Override
		public void configurePathMatch(PathMatchConfigurer configurer) {
			configurer.addPathPrefix("/api", (type) -> type == Prefixed.class);
		}

		@Override
		public void configureApiVersioning(ApiVersionConfigurer configurer) {
			configurer.useRequestHeader("X-API-Version").setVersionRequired(false);
		}

		@Bean
		ByChance byChance(Versions versions) {
			return new ByChance(versions);
		}

		@Bean
		Conditions conditions(Versions versions) {
			return new Conditions(versions);
		}

		@Bean
		UsedAndNot usedAndNot(Versions versions) {
			return new UsedAndNot(versions);
		}

		@Bean
		Versions versions() {
			return new Versions();
		}

		@Bean
		Named named(Versions versions) {
			return new Named(versions);
		}

		@Bean
		Prefixed prefixed(Versions versions) {
			return new Prefixed(versions);
		}

		@Bean
		TwoFormats twoFormats(Versions versions) {
			return new TwoFormats(versions);
		}

		@Bean
		SameTwice sameTwice() {
			return new SameTwice();
		}

		@Bean
		ByFormat byFormat(Versions versions) {
			return new ByFormat(versions);
		}

		@Bean
		Overlapping overlapping() {
			return new Overlapping();
		}

		@Bean
		RequestMappingHandlerMapping other(Versions versions) throws NoSuchMethodException {
			RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping() {

				@Override
				protected boolean isHandler(Class<?> beanType) {
					return false;
				}

				@Override
				protected @Nullable HandlerMethod handleNoMatch(Set<RequestMappingInfo> infos, String path,
						HttpServletRequest request) {
					return null;
				}

			};
			mapping.setOrder(-1);
			mapping.setPatternParser(new PathPatternParser());
			RequestMappingInfo.BuilderConfiguration options = new RequestMappingInfo.BuilderConfiguration();
			options.setPatternParser(mapping.getPatternParser());
			mapping.registerMapping(RequestMappingInfo.paths("/other-mapping/{number}")
				.methods(RequestMethod.PUT)
				.options(options)
				.build(), new OtherMapping(versions), OtherMapping.class.getDeclaredMethod("put", long.class));
			return mapping;
		}

	}

	@RestController
	static class Named {

		private final Versions versions;

		Named(Versions versions) {
			this.versions = versions;
		}

		@GetMapping("/named/{id}")
		@Cacheable304("@versions.of(#id)")
		String get(@PathVariable long id) {
			return "named";
		}

		@PutMapping("/named/{key}")
		@ConditionalWrite
		void put(@PathVariable long key) {
			this.versions.write(key);
		}

		@PatchMapping("/named/{id}")
		@ConditionalWrite
		void patch(@PathVariable("id") Long number) {
			this.versions.write(number);
		}

		@DeleteMapping("/named/*")
		@ConditionalWrite("@versions.of(7L)")
		void delete() {
			this.versions.write(7L);
		}

		@GetMapping("/exchanged/{x}/{y}")
		@Cacheable304("@versions.of(#x, #y)")
		String exchanged(@PathVariable int x, @PathVariable int y) {
			return "exchanged";
		}

		@PutMapping("/exchanged/{y}/{x}")
		@ConditionalWrite
		void putExchanged(@PathVariable int x, @PathVariable int y) {
			this.versions.write(y, x);
		}

		@GetMapping("/digits/{id}")
		@Cacheable304("@versions.of(#id)")
		String digits(@PathVariable long id) {
			return "digits";
		}

		@PutMapping("/digits/{key:[0-9]+}")
		@ConditionalWrite
		void putDigits(@PathVariable long key) {
			this.versions.write(key);
		}

		@GetMapping("/rest/{*path}")
		@Cacheable304("@versions.of(#path)")
		String rest(@PathVariable String path) {
			return "rest";
		}

		@PutMapping("/rest/{*file}")
		@ConditionalWrite
		void putRest(@PathVariable String file) {
			this.versions.write(file);
		}

		@GetMapping({ "/several/{id}", "/several-alias/{id}" })
		@Cacheable304("@versions.of(#id)")
		String several(@PathVariable long id) {
			return "several";
		}

		@PutMapping({ "/several-alias/{a}", "/several/{a}" })
		@ConditionalWrite
		void putSeveral(@PathVariable long a) {
			this.versions.write(a);
		}

		@GetMapping("/query/{id}")
		@Cacheable304("@versions.of(#id, #lang)")
		String query(@PathVariable long id, @RequestParam String lang) {
			return "query";
		}

		@PutMapping("/query/{key}")
		@ConditionalWrite
		void putQuery(@RequestParam("lang") String language, @PathVariable long key) {
			this.versions.write(key, language);
		}

		@GetMapping("/query-plain/{id}")
		@Cacheable304("@versions.of(#id, #lang)")
		String queryPlain(@PathVariable long id, String lang) {
			return "query";
		}

		@PutMapping("/query-plain/{key}")
		@ConditionalWrite
		void putQueryPlain(@Documenting(defaultValue = "en") @RequestParam(required = false) String lang,
				@PathVariable long key) {
			this.versions.write(key, lang);
		}

		@GetMapping("/of-user/{name}")
		@Cacheable304("@versions.of(#name, #user?.name ?: 'nobody')")
		String ofUser(@PathVariable String name, @Nullable Principal user) {
			return "of user";
		}

		@PutMapping("/of-user/{key}")
		@ConditionalWrite
		void putOfUser(@PathVariable String key, @Nullable Principal user) {
			this.versions.write(key, "nobody");
		}

		@GetMapping("/own/{id}")
		@Cacheable304("@versions.of(#id)")
		String own(@PathVariable long id) {
			return "own";
		}

		@PutMapping("/own/{key}")
		@ConditionalWrite("@versions.of(#key)")
		void putOwn(@PathVariable long key) {
			this.versions.write(key);
		}

		@GetMapping("/own-elsewhere/{*path}")
		@Cacheable304("@versions.of(7L)")
		String elsewhere(@PathVariable String path) {
			return path;
		}

		@GetMapping("/{area}/{id:77}")
		@Cacheable304("@versions.of(#area)")
		String routedElsewhere(@PathVariable String area, @PathVariable long id) {
			return area;
		}

		@PutMapping("/own-elsewhere/{key}")
		@ConditionalWrite("@versions.of(#key)")
		void putElsewhere(@PathVariable long key) {
			this.versions.write(key);
		}

		@GetMapping("/other-mapping/{id}")
		@Cacheable304("@versions.of(#id)")
		String otherMapping(@PathVariable long id) {
			return "other";
		}

	}

	@Target(ElementType.PARAMETER)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Documenting {

		String defaultValue();

	}

	static class OtherMapping {

		private final Versions versions;

		OtherMapping(Versions versions) {
			this.versions = versions;
		}

		@ConditionalWrite
		@ResponseBody
		void put(@PathVariable long number) {
			this.versions.write(number);
		}

	}

	@RestController
	@RequestMapping("/prefixed")
	static class Prefixed {

		private final Versions versions;

		Prefixed(Versions versions) {
			this.versions = versions;
		}

		@GetMapping("/{id}")
		@Cacheable304("@versions.of(#id)")
		String get(@PathVariable long id) {
			return "prefixed";
		}

		@PutMapping("/{key}")
		@ConditionalWrite
		void put(@PathVariable long key) {
			this.versions.write(key);
		}

	}

	@RestController
	@RequestMapping("/two/{id}")
	static class TwoFormats {

		private final Versions versions;

		TwoFormats(Versions versions) {
			this.versions = versions;
		}

		@GetMapping(produces = MediaType.TEXT_HTML_VALUE)
		@Cacheable304("'page ' + @versions.of(#id)")
		String html(@PathVariable long id) {
			return "html";
		}

		@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
		@Cacheable304("@versions.of(#id)")
		String json(@PathVariable long id) {
			return "{}";
		}

		@PutMapping
		@ConditionalWrite("@versions.of(#key)")
		void put(@PathVariable("id") long key) {
			this.versions.write(key);
		}

	}

	@RestController
	@RequestMapping("/same/{id}")
	static class SameTwice {

		@GetMapping(produces = MediaType.TEXT_HTML_VALUE)
		@Cacheable304("@versions.of(#number)")
		String html(@PathVariable("id") long number) {
			return "html";
		}

		@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
		@Cacheable304("@versions.of(#id)")
		String json(@PathVariable long id) {
			return "{}";
		}

		@PutMapping
		@ConditionalWrite
		void put(@PathVariable long id) {
		}

	}

	@RestController
	@RequestMapping("/by-format/{id}")
	static class ByFormat {

		private final Versions versions;

		ByFormat(Versions versions) {
			this.versions = versions;
		}

		@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
		@Cacheable304("@versions.of(#id)")
		String json(@PathVariable long id) {
			return "{}";
		}

		@GetMapping(produces = MediaType.TEXT_HTML_VALUE)
		@Cacheable304("'page ' + @versions.of(#id)")
		String zhtml(@PathVariable long id) {
			return "html";
		}

		@PutMapping(consumes = MediaType.TEXT_HTML_VALUE)
		@ConditionalWrite
		void put(@PathVariable long id) {
			this.versions.write(id);
		}

	}

	@RestController
	static class ByChance {

		private final Versions versions;

		ByChance(Versions versions) {
			this.versions = versions;
		}

		@GetMapping(path = "/by-chance/{id}", produces = MediaType.TEXT_HTML_VALUE)
		@Cacheable304("@versions.of('page')")
		String page(@PathVariable String id) {
			return "html";
		}

		@GetMapping(path = "/by-chance/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
		@Cacheable304("@versions.of('json')")
		String json(@PathVariable String id) {
			return "{}";
		}

		@GetMapping(path = "/by-chance/new", produces = MediaType.TEXT_PLAIN_VALUE)
		@Cacheable304("@versions.of('page')")
		String overlap() {
			return "new";
		}

		@PutMapping("/by-chance/{id}")
		@ConditionalWrite
		void put(@PathVariable String id) {
			this.versions.write("json");
		}

	}

	@RestController
	@RequestMapping("/conditions/{id}")
	static class Conditions {

		private final Versions versions;

		Conditions(Versions versions) {
			this.versions = versions;
		}

		@GetMapping(params = "v=1")
		@Cacheable304("@versions.of(#id, 'p1')")
		String getParameter1(@PathVariable long id) {
			return "1";
		}

		@GetMapping(params = "v=2")
		@Cacheable304("@versions.of(#id, 'p2')")
		String getParameter2(@PathVariable long id) {
			return "2";
		}

		@GetMapping(headers = "X-V=1")
		@Cacheable304("@versions.of(#id, 'h1')")
		String getField1(@PathVariable long id) {
			return "1";
		}

		@GetMapping(headers = "X-V=2")
		@Cacheable304("@versions.of(#id, 'h2')")
		String getField2(@PathVariable long id) {
			return "2";
		}

		@GetMapping(version = "1")
		@Cacheable304("@versions.of(#id, 'v1')")
		String getVersion1(@PathVariable long id) {
			return "1";
		}

		@GetMapping(version = "2")
		@Cacheable304("@versions.of(#id, 'v2')")
		String getVersion2(@PathVariable long id) {
			return "2";
		}

		@PutMapping(params = "v=1")
		@ConditionalWrite
		void putParameter1(@PathVariable long id) {
			this.versions.write(id, "p1");
		}

		@PutMapping(params = "v=2")
		@ConditionalWrite
		void putParameter2(@PathVariable long id) {
			this.versions.write(id, "p2");
		}

		@PutMapping(headers = "X-V=1")
		@ConditionalWrite
		void putField1(@PathVariable long id) {
			this.versions.write(id, "h1");
		}

		@PutMapping(headers = "X-V=2")
		@ConditionalWrite
		void putField2(@PathVariable long id) {
			this.versions.write(id, "h2");
		}

		@PutMapping(version = "1")
		@ConditionalWrite
		void putVersion1(@PathVariable long id) {
			this.versions.write(id, "v1");
		}

		@PutMapping(version = "2")
		@ConditionalWrite
		void putVersion2(@PathVariable long id) {
			this.versions.write(id, "v2");
		}

	}

	@RestController
	@RequestMapping("/used/{id}")
	static class UsedAndNot {

		private final Versions versions;

		UsedAndNot(Versions versions) {
			this.versions = versions;
		}

		@GetMapping(produces = MediaType.TEXT_HTML_VALUE)
		@Cacheable304("@versions.of(#id)")
		String another(@PathVariable long id, HttpServletRequest request) {
			return "html";
		}

		@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
		@Cacheable304("@versions.of(#id) + 1")
		String json(@PathVariable long id) {
			return "{}";
		}

		@PutMapping
		@ConditionalWrite
		void put(@PathVariable long id) {
			this.versions.write(id);
		}

	}

	@RestController
	static class Overlapping {

		@GetMapping("/overlapping/{id}")
		@Cacheable304("@versions.of(#id)")
		String get(@PathVariable long id) {
			return "overlapping";
		}

		@PutMapping("/overlapping/new")
		@ConditionalWrite("@versions.of(0L)")
		void put() {
		}

		@PutMapping("/overlapping/{*rest}")
		@ConditionalWrite("@versions.of(#rest)")
		void putRest(@PathVariable String rest) {
		}

	}

}
