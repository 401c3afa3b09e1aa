package io.github.conditionalcache.handler.write;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.handler.MappedControllers;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Pairing} and {@link Neighbourhood}.
 */
class PairingTests {

	private final MappedControllers controllers = new MappedControllers(new Handlers(), new BookPages())
		.withBean("versions", new Versions());

	private final ReaderVersions read = new ReaderVersions(this.controllers.reads());

	private final Pairing pairing = new Pairing(this.read);

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-",
			textBlock = """
					write,               readers,                                reader,         reason
					/a/{id},             get all,                                get,            the same path
					/a/{id},             all,                                    all,            a wider path with an early version
					/a/{id},             late,                                   -,              a wider path without an early version
					/a/{id},             unversioned,                            -,              a wider path without a version
					/a/{id},             one,                                    -,              a narrower path
					/a/{id},             elsewhere,                              -,              another path
					/a/{id},             similar,                                similar,        a stricter pattern with an early version
					/a/{id},             get similar,                            get,            the closest path
					'/a/{id:\\d+}',      get similar,                            similar,        the closest path
					/a/{id},             page get,                               get,            the name after all else
					/a/{id},             hash get,                               get,            an early version before none
					/a/{id},             hash page,                              page,           an early version before none
					/a/{id},             after page,                             page,           an early version before a late one
					/a/{id},             another result,                         result,         a version that is used before one that is not
					/a/{id},             conditioned page,                       page,           no condition before one
					/a/{id},             view get,                               get,            data before a page
					/a/{id},             view page,                              page,           data before a page
					json /a/{id},        page get json,                          json,           the format
					html /a/{id},        page get json,                          page,           the format
					own /a/{id},         get all other,                          other,          the version of the write
					own /a/{id},         conditioned other,                      other,          the version of the write
					own /a/{id},         all,                                    all,            a wider path with a version of the same shape
					own /a/{id},         dated,                                  -,              a wider path with a version of another shape
					own /a/{id},         late,                                   late,           a wider path with a version of the same shape
					""")
	void readerOfAWriteIsTheClosest(String write, String readers, @Nullable String reader, String reason) {
		MappedHandler found = this.pairing.reader(writer(write), own(write), mapped(readers));
		assertThat((found != null) ? found.handler().getMethod().getName() : null).as(reason).isEqualTo(reader);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
			write,         paired, readers,                     overlapping,   otherwise
			/a/{id},       get,    get page other one all hash, [one],         '[other, page]'
			/a/{id},       get,    get same elsewhere similar,  [],            []
			/a/{id},       page,   get page,                    [],            [get]
			/a/{id},       hash,   get hash,                    [],            [get]
			/a/{id},       -,      get one,                     [one],         [get]
			own /a/{id},   other,  get other,                   [],            [get]
			own /a/{id},   -,      get other all,               [all],         [get]
			own /a/{id},   all,    all one,                     '[all, one]',  []
			own /a/new,    all,    all get one,                 '[all, get]',  [one]
			own /a/new,    get,    all get,                     [get],         []
			""")
	void neighboursReadTheSamePathsWithAnotherVersion(String write, @Nullable String paired, String readers,
			String overlapping, String otherwise) {
		Neighbourhood.Neighbours found = neighbourhood(readers)
			.of(new Writer(writer(write), own(write), named(paired), false));
		assertThat(names(found.overlapping())).hasToString(overlapping);
		assertThat(names(found.otherwise())).hasToString(otherwise);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
			write,       paired, readers,            different
			/a/{id},     get,    get same,           []
			/a/{id},     get,    get page,           '[get, page]'
			/a/{id},     get,    get page hash,      '[get, page]'
			/a/{id},     get,    get elsewhere,      []
			/a/{id},     get,    get one,            '[get, one]'
			own /a/{id}, -,      get,                [get]
			own /a/{id}, get,    get,                []
			own /a/{id}, -,      other,              []
			""")
	void versionsOfReadersThatMeetAWriteAreToldApart(String write, @Nullable String paired, String readers,
			String different) {
		Map<HandlerMethod, String> found = neighbourhood(readers)
			.different(new Writer(writer(write), own(write), named(paired), false));
		Set<String> names = found.keySet()
			.stream()
			.map((handler) -> handler.getMethod().getName())
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(names).hasToString(different);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			write,           paired, readers,            elsewhere
			/a/{id} /b/{id}, get,    get elsewhere,      [elsewhere]
			/a/{id},         get,    get elsewhere,      []
			/a/{id} /b/{id}, get,    get elsewhereSame,  []
			/a/{id} /b/{id}, get,    get elsewhereHash,  []
			/a/{id} /b/{id}, hash,   hash elsewhere,     [elsewhere]
			/a/{id} /b/new,  get,    get elsewhere,      []
			/a/{id},         get,    get page,           []
			""")
	void otherPathsOfAWriteAreReadElsewhereWithAnotherVersion(String write, String paired, String readers,
			String elsewhere) {
		MappedHandler reader = named(paired);
		assertThat(reader).isNotNull();
		assertThat(names(neighbourhood(readers).elsewhere(writer(write), reader))).hasToString(elsewhere);
	}

	@ParameterizedTest
	@CsvSource({ "get, Handlers.get (/a/{id})", "several, 'Handlers.several (/a/{id}, /c/{id})'" })
	void neighbourIsDescribedByItsNameAndPatterns(String reader, String description) {
		assertThat(neighbourhood(reader).of(new Writer(writer("own /a/{id}"), own("own /a/{id}"), null, false))
			.otherwise()).containsExactly(description);
	}

	private Neighbourhood neighbourhood(String readers) {
		return new Neighbourhood(mapped(readers), this.read, this.controllers.declarations());
	}

	private MappedHandler writer(String write) {
		List<String> words = List.of(write.split(" "));
		String[] paths = words.stream().filter((word) -> word.startsWith("/")).toArray(String[]::new);
		RequestMappingInfo.Builder info = RequestMappingInfo.paths(paths);
		if (words.contains("json")) {
			info.consumes(MediaType.APPLICATION_JSON_VALUE);
		}
		if (words.contains("html")) {
			info.consumes(MediaType.TEXT_HTML_VALUE);
		}
		return MappedHandler
			.of(List.of(Map.of(info.build(), this.controllers.handler(write.startsWith("own") ? "putOwn" : "put"))),
					(each, handler) -> true)
			.get(0);
	}

	private @Nullable DeclaredVersion own(String write) {
		if (!write.startsWith("own")) {
			return null;
		}
		HandlerMethod writer = this.controllers.handler("putOwn");
		ConditionalWrite annotation = writer.getMethodAnnotation(ConditionalWrite.class);
		assertThat(annotation).isNotNull();
		return this.controllers.declarations().read(writer, writer.getMethod(), annotation);
	}

	private List<MappedHandler> mapped(String methods) {
		List<String> names = List.of(methods.split(" "));
		return MappedHandler.of(this.controllers.mappings(),
				(info, handler) -> names.contains(handler.getMethod().getName()));
	}

	private @Nullable MappedHandler named(@Nullable String method) {
		return (method != null) ? mapped(method).get(0) : null;
	}

	private static Set<String> names(List<String> described) {
		return described.stream()
			.map((text) -> text.substring(text.indexOf('.') + 1, text.indexOf(' ')))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	public static class Versions {

		public long of(Object id) {
			return 1;
		}

	}

	@RestController
	static class Handlers {

		@GetMapping("/a/{id}")
		@Cacheable304("@versions.of(#id)")
		String get(@PathVariable String id) {
			return "get";
		}

		@GetMapping("/a/{key}")
		@Cacheable304("@versions.of(#key)")
		String same(@PathVariable String key) {
			return "same";
		}

		@GetMapping(path = "/a/{id}", produces = MediaType.TEXT_HTML_VALUE)
		@Cacheable304("@versions.of('page' + #id)")
		String page(@PathVariable String id) {
			return "page";
		}

		@GetMapping(path = "/a/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
		@Cacheable304("@versions.of('json' + #id)")
		String json(@PathVariable String id) {
			return "json";
		}

		@GetMapping(path = "/a/{id}", params = "v=1")
		@Cacheable304("@versions.of('conditioned' + #id)")
		String conditioned(@PathVariable String id) {
			return "conditioned";
		}

		@GetMapping("/a/{id}")
		@Cacheable304("@versions.of('other' + #id)")
		String other(@PathVariable String id) {
			return "other";
		}

		@GetMapping("/a/{id}")
		@Cacheable304
		String hash(@PathVariable String id) {
			return "hash";
		}

		@GetMapping("/a/{id}")
		@Cacheable304("@versions.of(#result)")
		String another(@PathVariable String id) {
			return "another";
		}

		@GetMapping("/a/{id}")
		@Cacheable304("#result")
		String after(@PathVariable String id) {
			return "after";
		}

		@GetMapping("/a/{id}")
		@Cacheable304("#result")
		String result(@PathVariable String id) {
			return "result";
		}

		@GetMapping({ "/a/{id}", "/c/{id}" })
		@Cacheable304("@versions.of('several' + #id)")
		String several(@PathVariable String id) {
			return "several";
		}

		@GetMapping("/a/{*rest}")
		@Cacheable304("@versions.of(#rest)")
		String all(@PathVariable String rest) {
			return "all";
		}

		@GetMapping("/a/{*rest}")
		@Cacheable304("#result")
		String late(@PathVariable String rest) {
			return "late";
		}

		@GetMapping("/a/{*rest}")
		@Cacheable304(version = "@versions.of(#rest)", lastModified = "0L")
		String dated(@PathVariable String rest) {
			return "dated";
		}

		@GetMapping("/a/{*rest}")
		@Cacheable304
		String unversioned(@PathVariable String rest) {
			return "unversioned";
		}

		@GetMapping("/a/new")
		@Cacheable304("@versions.of('new')")
		String one() {
			return "one";
		}

		@GetMapping("/a/{id:\\d+}")
		@Cacheable304("@versions.of(#id)")
		String similar(@PathVariable String id) {
			return "similar";
		}

		@GetMapping("/b/{id}")
		@Cacheable304("@versions.of('elsewhere' + #id)")
		String elsewhere(@PathVariable String id) {
			return "elsewhere";
		}

		@GetMapping("/b/{id}")
		@Cacheable304("@versions.of(#id)")
		String elsewhereSame(@PathVariable String id) {
			return "elsewhere";
		}

		@GetMapping("/b/{id}")
		@Cacheable304
		String elsewhereHash(@PathVariable String id) {
			return "elsewhere";
		}

		@PutMapping("/a/{id}")
		@ConditionalWrite
		void put(@PathVariable String id) {
		}

		@PutMapping("/a/{id}")
		@ConditionalWrite("@versions.of('other' + #id)")
		void putOwn(@PathVariable String id) {
		}

	}

	@Controller
	static class BookPages {

		@GetMapping("/a/{id}")
		@Cacheable304("@versions.of(#id)")
		String view(@PathVariable String id) {
			return "view";
		}

	}

}
