package io.github.conditionalcache.security;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HandlerRules}.
 */
class HandlerRulesTests {

	private static final MethodInterceptor ADMITS = MethodInvocation::proceed;

	private static final MethodInterceptor REFUSES = (call) -> {
		throw new AccessDeniedException("no");
	};

	private static final MethodInterceptor ANSWERS = (call) -> "masked";

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			rules,           ofArguments, complete, admitted
			'',              false,       true,     true
			'',              true,        false,    true
			admits,          false,       true,     true
			admits,          false,       false,    true
			admits,          true,        true,     true
			admits,          true,        false,    false
			refuses,         false,       true,     false
			answers,         false,       true,     false
			admits refuses,  false,       true,     false
			refuses admits,  false,       true,     false
			admits admits,   false,       true,     true
			""")
	void userIsAdmittedByAllRules(String rules, boolean ofArguments, boolean complete, boolean admitted)
			throws Exception {
		HandlerRules handler = rules(ofArguments,
				Stream.of(rules.split(" ")).filter((name) -> !name.isEmpty()).map(HandlerRulesTests::rule).toList());
		assertThat(handler.admit(new Object[0], complete)).isEqualTo(admitted);
	}

	@Test
	void nobodyIsAdmittedByUnknownRules() {
		assertThat(HandlerRules.UNKNOWN.admit(new Object[0], true)).isFalse();
		assertThat(HandlerRules.NONE.admit(new Object[0], false)).isTrue();
	}

	@Test
	void ruleSeesTheCall() throws Exception {
		List<@Nullable Object> seen = new ArrayList<>();
		HandlerRules rules = rules(false, List.of((call) -> {
			seen.add(call.getMethod());
			seen.add(call.getThis());
			seen.add(call.getArguments()[0]);
			seen.add(call.getStaticPart());
			seen.add(call.proceed());
			return null;
		}));
		assertThat(rules.admit(new Object[] { "argument" }, true)).isTrue();
		assertThat(seen).containsExactly(List.class.getMethod("size"), List.of("bean"), "argument",
				List.class.getMethod("size"), null);
	}

	@Test
	void fatalFailureOfARuleIsThrown() throws Exception {
		HandlerRules rules = rules(false, List.of((call) -> {
			throw new OutOfMemoryError("no");
		}));
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> rules.admit(new Object[0], true));
	}

	private static HandlerRules rules(boolean ofArguments, List<MethodInterceptor> rules) throws Exception {
		return HandlerRules.of(rules, List.class.getMethod("size"), List.of("bean"), ofArguments);
	}

	private static MethodInterceptor rule(String name) {
		return switch (name) {
			case "admits" -> ADMITS;
			case "refuses" -> REFUSES;
			default -> ANSWERS;
		};
	}

}
