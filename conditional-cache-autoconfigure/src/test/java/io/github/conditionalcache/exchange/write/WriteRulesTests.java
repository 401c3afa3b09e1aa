package io.github.conditionalcache.exchange.write;

import java.time.Instant;
import java.util.Collections;

import io.github.conditionalcache.WriteRefusedException.Reason;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import io.github.conditionalcache.precondition.Preconditions;
import io.github.conditionalcache.precondition.Validators;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WriteRules}.
 */
class WriteRulesTests {

	private final WriteRules rules = new WriteRules(new PreconditionEvaluator());

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			ifMatch, ifNoneMatch, unmodifiedSince,      required, tag,    refusal
			,        ,            ,                     false,    '"a"',
			,        ,            ,                     true,     '"a"',  REQUIRED
			,        ,            ,                     true,     ,       REQUIRED
			'"a"',   ,            ,                     true,     '"a"',
			'"b"',   ,            ,                     true,     '"a"',  CHANGED
			'"b"',   ,            ,                     false,    '"a"',  CHANGED
			'"a"',   ,            ,                     false,    ,       ABSENT
			*,       ,            ,                     false,    '"a"',
			*,       ,            ,                     false,    ,       ABSENT
			'W/"a"', ,            ,                     false,    '"a"',  WEAK
			'"a"',   ,            ,                     false,    'W/"a"',WEAK
			a,       ,            ,                     false,    '"a"',  UNREADABLE
			,        *,           ,                     false,    '"a"',  EXISTS
			,        *,           ,                     false,    ,
			,        *,           ,                     true,     ,
			,        '"a"',       ,                     false,    '"a"',  EXISTS
			,        a,           ,                     false,    '"a"',  UNREADABLE
			,        ,            2028-12-31T23:59:59Z, false,    '"a"',  DATE
			,        ,            2029-01-01T00:00:00Z, true,     '"a"',
			""")
	void refusalNamesTheConditionThatIsFalse(@Nullable String ifMatch, @Nullable String ifNoneMatch,
			@Nullable Instant unmodifiedSince, boolean required, @Nullable String tag, @Nullable Reason refusal) {
		MockHttpServletRequest request = WriteExchanges.put("If-Match", ifMatch, "If-None-Match", ifNoneMatch,
				"If-Unmodified-Since", unmodifiedSince);
		Preconditions preconditions = Preconditions.parse("PUT", (name) -> Collections.list(request.getHeaders(name)),
				WriteExchanges.CLOCK);
		EntityTag parsed = EntityTag.parse(tag);
		Validators current = (parsed != null) ? Validators.of(parsed, WriteExchanges.CHANGED) : Validators.absent();
		assertThat(this.rules.refusal(preconditions, current, required)).isEqualTo(refusal);
	}

}
