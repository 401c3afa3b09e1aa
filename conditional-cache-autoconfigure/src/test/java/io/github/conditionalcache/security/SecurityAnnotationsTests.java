package io.github.conditionalcache.security;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.access.annotation.Secured;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PostFilter;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.access.prepost.PreFilter;
import org.springframework.security.authorization.method.AuthorizationProxy;
import org.springframework.security.authorization.method.AuthorizeReturnObject;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecurityAnnotations}.
 */
class SecurityAnnotationsTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			handler,     all,                          restricting,    named, content
			none,        [],                           [],             false, false
			role,        [PreAuthorize],               [PreAuthorize], false, false
			argument,    [PreAuthorize],               [PreAuthorize], true,  false
			constant,    [PreAuthorize],               [PreAuthorize], true,  false
			open,        [PreAuthorize],               [],             false, false
			openCall,    [PreAuthorize],               [],             false, false
			openTrue,    [PreAuthorize],               [],             false, false
			secured,     [Secured],                    [Secured],      false, false
			allowed,     [RolesAllowed],               [RolesAllowed], false, false
			permitted,   '[PermitAll, RolesAllowed]',  [],             false, false
			denied,      [DenyAll],                    [DenyAll],      false, false
			after,       [PostAuthorize],              [],             false, false
			filtered,    '[PostFilter, PreFilter]',    [],             true,  false
			content,     [AuthorizeReturnObject],      [],             false, true
			overridden,  [Secured],                    [Secured],      false, false
			""")
	void annotationsOfAHandlerRestrictIt(String handler, String all, String restricting, boolean named,
			boolean content) {
		Method method = method(Handlers.class, handler);
		assertThat(simple(SecurityAnnotations.of(method, Handlers.class))).isEqualTo(all);
		assertThat(simple(SecurityAnnotations.restricting(method, Handlers.class))).isEqualTo(restricting);
		assertThat(SecurityAnnotations.nameArguments(method, Handlers.class)).isEqualTo(named);
		assertThat(SecurityAnnotations.guardContent(method, Handlers.class)).isEqualTo(content);
	}

	@Test
	void annotationsOfTheClassCount() {
		assertThat(simple(SecurityAnnotations.restricting(method(OnClass.class, "none"), OnClass.class)))
			.isEqualTo("[Secured]");
		assertThat(simple(SecurityAnnotations.of(method(OnClass.class, "none"), Inheriting.class)))
			.isEqualTo("[Secured]");
	}

	@Test
	void allAnnotationsAreKnown() {
		assertThat(simple(SecurityAnnotations.ALL)).isEqualTo("[AuthorizeReturnObject, DenyAll, PermitAll, "
				+ "PostAuthorize, PostFilter, PreAuthorize, PreFilter, RolesAllowed, Secured]");
	}

	@Test
	void proxyIsGuardedAlsoAsAnElement() {
		AuthorizationProxy guarded = () -> "book";
		for (Object value : new Object[] { guarded, List.of("a", guarded), Set.of(guarded), Optional.of(guarded) }) {
			assertThat(SecurityAnnotations.isGuarded(value)).isTrue();
		}
		for (@Nullable
		Object value : new @Nullable Object[] { null, "book", List.of(), List.of("a"), Optional.empty(),
				Optional.of("a") }) {
			assertThat(SecurityAnnotations.isGuarded(value)).isFalse();
		}
	}

	@Test
	void noRulesOfUrlsAdmitNobodyToTheTagOfARefusal() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		assertThat(UrlRules.NONE.admit(request)).isFalse();
		assertThat(UrlRules.NONE.letRead(request)).isTrue();
	}

	private static String simple(Set<String> names) {
		return names.stream()
			.map((name) -> name.substring(name.lastIndexOf('.') + 1))
			.sorted()
			.collect(Collectors.joining(", ", "[", "]"));
	}

	private static Method method(Class<?> type, String name) {
		return Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> method.getName().equals(name))
			.findFirst()
			.orElseThrow();
	}

	interface Declared {

		@Secured("ROLE_A")
		void overridden();

	}

	static class Handlers implements Declared {

		@Deprecated
		void none() {
		}

		@PreAuthorize("hasRole('A')")
		void role() {
		}

		@PreAuthorize("#id == 1")
		void argument(long id) {
		}

		@PreAuthorize("hasAnyRole({'A', 'B'})")
		void constant() {
		}

		@PreAuthorize(" permitAll ")
		void open() {
		}

		@PreAuthorize("permitAll()")
		void openCall() {
		}

		@PreAuthorize("true")
		void openTrue() {
		}

		@Secured("ROLE_A")
		void secured() {
		}

		@RolesAllowed("A")
		void allowed() {
		}

		@PermitAll
		@RolesAllowed("A")
		void permitted() {
		}

		@DenyAll
		void denied() {
		}

		@PostAuthorize("hasRole('A')")
		void after() {
		}

		@PreFilter("#ids.contains(filterObject)")
		@PostFilter("hasRole('A')")
		void filtered(List<Long> ids) {
		}

		@AuthorizeReturnObject
		void content() {
		}

		@Override
		public void overridden() {
		}

	}

	@Secured("ROLE_A")
	static class OnClass {

		void none() {
		}

	}

	static class Inheriting extends OnClass {

	}

}
