package io.github.conditionalcache.handler;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.NotCacheable304;
import io.github.conditionalcache.SelectedBy;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.storing.StoringPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpEntity;
import org.springframework.security.authorization.method.AuthorizeReturnObject;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ReadPolicies}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReadPoliciesTests {

	private static final StoringPolicy DEFAULT = StoringPolicy.of("no-cache", null, List.of("X-Default"), true);

	private static final StoringPolicy SHORT = StoringPolicy.of("max-age=60", null, List.of("X-Short"), false);

	private final MappedControllers controllers = new MappedControllers(new Books(), new OnClass(), new Excluded(),
			new Pages());

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
			handler,   cacheControl, strength, view,  measured, setsFields, early, fields
			plain,     no-cache,     WEAK,     false, true,     false,      -,     [X-Default]
			versioned, no-cache,     WEAK,     false, true,     false,      true,  [X-Default]
			late,      no-cache,     WEAK,     false, false,    false,      false, [X-Default]
			strong,    no-cache,     STRONG,   false, true,     false,      -,     [X-Default]
			named,     max-age=60,   WEAK,     false, true,     false,      -,     '[X-Short, X-Tenant]'
			written,   max-age=5,    WEAK,     false, true,     false,      -,     []
			entity,    no-cache,     WEAK,     false, true,     true,       -,     [X-Default]
			ofClass,   no-cache,     WEAK,     false, true,     false,      -,     [X-Default]
			included,  no-cache,     WEAK,     false, true,     false,      -,     [X-Default]
			page,      no-cache,     WEAK,     true,  false,    true,       -,     '[X-Default]'
			data,      no-cache,     WEAK,     false, true,     false,      -,     [X-Default]
			dataInEntity, no-cache,  WEAK,     false, true,     true,       -,     [X-Default]
			""")
	void policyOfAHandlerFollowsFromItsAnnotation(String handler, String cacheControl, Strength strength, boolean view,
			boolean measured, boolean setsFields, @Nullable Boolean early, String fields) {
		ReadPolicy policy = settled(false).get(this.controllers.handler(handler));
		assertThat(policy).isNotNull();
		assertThat(policy.name()).endsWith("." + handler);
		assertThat(policy.handlerId()).contains("#" + handler + "(");
		assertThat(policy.annotated()).isTrue();
		assertThat(policy.storing().cacheControl()).isEqualTo(cacheControl);
		assertThat(policy.strength()).isEqualTo(strength);
		assertThat(policy.traits().view()).isEqualTo(view);
		assertThat(policy.traits().measured()).isEqualTo(measured);
		assertThat(policy.traits().setsFields()).isEqualTo(setsFields);
		assertThat((policy.declared() != null) ? policy.declared().isEarly() : null).isEqualTo(early);
		assertThat(policy.used()).isEqualTo(policy.declared());
		assertThat(policy.selectors().fields().stream().filter((name) -> name.startsWith("X-")).toList())
			.hasToString(fields);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			handler,    ofAll
			none,       true
			excluded,   false
			notOfClass, false
			put,        true
			other,      false
			pageOfNone, true
			""")
	void handlerWithoutAnnotationIsManagedWhereAllAre(String handler, boolean ofAll) {
		HandlerMethod method = this.controllers.handler(handler);
		assertThat(settled(false).get(method)).isNull();
		ReadPolicy policy = settled(true).get(method);
		assertThat(policy != null).isEqualTo(ofAll);
		if (policy != null) {
			assertThat(policy.annotated()).isFalse();
			assertThat(policy.storing()).isEqualTo(StoringPolicy.NONE);
			assertThat(policy.strength()).isEqualTo(Strength.WEAK);
			assertThat(policy.traits().view()).isEqualTo(handler.equals("pageOfNone"));
			assertThat(policy.declared()).isNull();
		}
	}

	@ParameterizedTest
	@CsvSource({ "plain, false", "guarded, true" })
	void contentIsGuardedByAnnotationsOfSecurity(String handler, boolean guarded) {
		ReadPolicy policy = settled(false).get(this.controllers.handler(handler));
		assertThat(policy).isNotNull();
		assertThat(policy.traits().guarded()).isEqualTo(guarded);
	}

	@ParameterizedTest
	@CsvSource({ "versioned, false", "tagged, false", "taggedEntity, true" })
	void policyWaitsForFieldsBesideATagOfItsOwn(String handler, boolean waits) {
		ReadPolicy policy = settled(false).get(this.controllers.handler(handler));
		assertThat(policy).isNotNull();
		assertThat(policy.waitsForFields()).isEqualTo(waits);
	}

	@Test
	void versionReadAfterTheDataIsNotUsed() {
		ReadPolicy policy = settled(false).get(this.controllers.handler("afterData"));
		assertThat(policy).isNotNull();
		assertThat(policy.declared()).isNotNull();
		assertThat(policy.selectors().obstacle(policy.declared())).isNotNull();
		assertThat(policy.used()).isNull();
	}

	@Test
	void handlerOfAnotherKindHasNoPolicy() {
		assertThat(settled(true).get("no method")).isNull();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			default, handler,   strengthened
			AUTO,    versioned, STRONG
			AUTO,    plain,     AUTO
			AUTO,    weak,      WEAK
			WEAK,    versioned, WEAK
			""")
	void tagIsStrengthenedWhereItsStrengthIsOpen(Strength strength, String handler, Strength strengthened) {
		ReadPolicies policies = this.controllers.reads(DEFAULT, Map.of("short", SHORT), strength, false);
		policies.settle(this.controllers.mappings());
		HandlerMethod method = this.controllers.handler(handler);
		ReadPolicy before = policies.get(method);
		policies.strengthen(method);
		ReadPolicy after = policies.get(method);
		assertThat(before).isNotNull();
		assertThat(after).isEqualTo(before.withStrength(strengthened));
		assertThat(after.strength()).isEqualTo(strengthened);
	}

	@Test
	void versionIsNamedWithItsLength() {
		ReadPolicies policies = settled(false);
		HandlerMethod method = this.controllers.handler("versioned");
		policies.distinguish(method, "abc");
		ReadPolicy policy = policies.get(method);
		assertThat(policy).isNotNull();
		assertThat(policy.versionName()).isEqualTo("3abc");
		assertThat(policy.name()).isEqualTo("Books.versioned");
		policies.distinguish(this.controllers.handler("none"), "abc");
		assertThat(policies.get(this.controllers.handler("none"))).isNull();
	}

	static Stream<Arguments> mistakes() {
		return Stream.of(
				Arguments.of(new OnWrite(), "stands on a handler of [PUT], but only GET and HEAD",
						"map the method to GET"),
				Arguments.of(new UnknownPolicy(),
						"'cacheControl' is [sometimes], which is neither a directive nor one of the policies [short]",
						"Define it as 'conditional-cache.policies.sometimes.cache-control'"),
				Arguments.of(new Misspelt(),
						"'cacheControl' must hold directives of Cache-Control ('maxage' is none) but was [maxage=5]",
						"Use directives such as"),
				Arguments.of(new WrongVary(), "'vary' must hold names of request header fields but was [Na me]",
						"Name header fields"),
				Arguments.of(new WrongSelectedBy(),
						"'@SelectedBy' must hold names of request header fields but was [*]", "Name header fields"),
				Arguments.of(new NoVersion(),
						"'version' [T(java.time.Duration).ofDays(1)] gives java.time.Duration, which can't be a version",
						"Give a number"),
				Arguments.of(new NoDate(), "'lastModified' [#id] gives java.lang.String, which can't be a date",
						"Give an Instant"),
				Arguments.of(new NoExpression(), "'version' [#id +] is no expression", "Correct it"));
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void mistakeStopsTheStartWithItsRemedy(Object controller, String rule, String remedy) {
		MappedControllers wrong = new MappedControllers(controller);
		ReadPolicies policies = wrong.reads(DEFAULT, Map.of("short", SHORT), Strength.WEAK, false);
		assertThatExceptionOfType(InvalidHandlerException.class).isThrownBy(() -> policies.settle(wrong.mappings()))
			.withMessageContainingAll("@Cacheable304 on ", controller.getClass().getSimpleName(), rule)
			.satisfies((ex) -> assertThat(ex.remedy()).contains(remedy));
	}

	@Test
	void mistakeOfAHandlerThatIsMappedLaterIsLogged(CapturedOutput output) {
		MappedControllers wrong = new MappedControllers(new NoVersion());
		ReadPolicies policies = wrong.reads(DEFAULT, Map.of(), Strength.WEAK, false);
		assertThat(policies.get(wrong.handler("get"))).isNull();
		assertThat(policies.get(wrong.handler("get"))).isNull();
		assertThat(output).containsOnlyOnce("Not managed: @Cacheable304 on ").contains("Give a number");
	}

	@Test
	void handlerThatIsMappedLaterIsManaged() {
		ReadPolicies policies = this.controllers.reads(DEFAULT, Map.of("short", SHORT), Strength.WEAK, false);
		ReadPolicy policy = policies.get(this.controllers.handler("versioned"));
		assertThat(policy).isNotNull().isSameAs(policies.get(this.controllers.handler("versioned")));
		assertThat(policies.identify(this.controllers.handler("versioned")).name()).isEqualTo(policy.name());
	}

	private ReadPolicies settled(boolean all) {
		ReadPolicies policies = this.controllers.reads(DEFAULT, Map.of("short", SHORT), Strength.WEAK, all);
		policies.settle(this.controllers.mappings());
		return policies;
	}

	@RestController
	static class Books {

		@GetMapping("/plain")
		@Cacheable304
		String plain() {
			return "plain";
		}

		@GetMapping("/versioned/{id}")
		@Cacheable304("#id")
		String versioned(@PathVariable String id) {
			return "versioned";
		}

		@GetMapping("/late")
		@Cacheable304("#result")
		Long late() {
			return 1L;
		}

		@GetMapping("/after-data")
		@Cacheable304("T(org.springframework.util.StringUtils).trimAllWhitespace(#result)")
		String afterData() {
			return "late";
		}

		@GetMapping("/strong")
		@Cacheable304(strength = Strength.STRONG)
		String strong() {
			return "strong";
		}

		@GetMapping("/weak/{id}")
		@Cacheable304(version = "#id", strength = Strength.WEAK)
		String weak(@PathVariable String id) {
			return "weak";
		}

		@GetMapping("/named")
		@Cacheable304(cacheControl = "short", vary = "X-Tenant")
		String named() {
			return "named";
		}

		@GetMapping("/written")
		@Cacheable304(cacheControl = "max-age=5")
		String written() {
			return "written";
		}

		@GetMapping("/entity")
		@Cacheable304
		HttpEntity<String> entity() {
			return new HttpEntity<>("entity");
		}

		@GetMapping("/guarded")
		@Cacheable304
		@AuthorizeReturnObject
		String guarded() {
			return "guarded";
		}

		@GetMapping("/tagged")
		@Cacheable304("T(io.github.conditionalcache.precondition.EntityTag).strong('1')")
		String tagged() {
			return "tagged";
		}

		@GetMapping("/tagged-entity")
		@Cacheable304("T(io.github.conditionalcache.precondition.EntityTag).strong('1')")
		HttpEntity<String> taggedEntity() {
			return new HttpEntity<>(EntityTag.strong("1").toString());
		}

		@GetMapping("/none")
		String none() {
			return "none";
		}

		@GetMapping("/excluded")
		@NotCacheable304
		@Cacheable304
		String excluded() {
			return "excluded";
		}

	}

	@RestController
	@Cacheable304
	static class OnClass {

		@GetMapping("/of-class")
		String ofClass() {
			return "of class";
		}

		@GetMapping("/not-of-class")
		@NotCacheable304
		String notOfClass() {
			return "not of class";
		}

		@PutMapping("/of-class")
		String put() {
			return "put";
		}

	}

	@RestController
	@NotCacheable304
	static class Excluded {

		@GetMapping("/other")
		String other() {
			return "other";
		}

		@GetMapping("/included")
		@Cacheable304
		String included() {
			return "included";
		}

	}

	@Controller
	static class Pages {

		@GetMapping("/page")
		@Cacheable304
		String page() {
			return "page";
		}

		@GetMapping("/page-of-none")
		String pageOfNone() {
			return "page";
		}

		@GetMapping("/data")
		@Cacheable304
		@ResponseBody
		String data() {
			return "data";
		}

		@GetMapping("/data-in-entity")
		@Cacheable304
		HttpEntity<String> dataInEntity() {
			return new HttpEntity<>("data");
		}

	}

	@RestController
	static class OnWrite {

		@PutMapping("/books")
		@Cacheable304
		void put() {
		}

	}

	@RestController
	static class UnknownPolicy {

		@GetMapping("/books")
		@Cacheable304(cacheControl = "sometimes")
		String get() {
			return "book";
		}

	}

	@RestController
	static class Misspelt {

		@GetMapping("/books")
		@Cacheable304(cacheControl = "maxage=5")
		String get() {
			return "book";
		}

	}

	@RestController
	static class WrongVary {

		@GetMapping("/books")
		@Cacheable304(vary = "Na me")
		String get() {
			return "book";
		}

	}

	@RestController
	static class WrongSelectedBy {

		@GetMapping("/books")
		@Cacheable304
		String get(@SelectedBy("*") String tenant) {
			return "book";
		}

	}

	@RestController
	static class NoVersion {

		@RequestMapping(path = "/books", method = { RequestMethod.GET, RequestMethod.PUT })
		@Cacheable304("T(java.time.Duration).ofDays(1)")
		String get() {
			return "book";
		}

	}

	@RestController
	static class NoDate {

		@GetMapping("/books/{id}")
		@Cacheable304(lastModified = "#id")
		String get(@PathVariable String id) {
			return "book";
		}

	}

	@RestController
	static class NoExpression {

		@GetMapping("/books")
		@Cacheable304("#id +")
		String get() {
			return "book";
		}

	}

}
