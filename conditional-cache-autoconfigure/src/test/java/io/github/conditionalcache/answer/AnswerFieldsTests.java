package io.github.conditionalcache.answer;

import java.lang.reflect.Method;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.NotCacheable304;
import io.github.conditionalcache.exchange.read.StubResponse;
import io.github.conditionalcache.handler.AnswerTraits;
import io.github.conditionalcache.handler.HandlerIdentity;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.HttpDate;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.selector.PrincipalParts;
import io.github.conditionalcache.selector.TokenCarriers;
import io.github.conditionalcache.selector.handler.HandlerSelectors;
import io.github.conditionalcache.selector.handler.SelectedHandler;
import io.github.conditionalcache.selector.handler.SelectorSettings;
import io.github.conditionalcache.selector.handler.Selectors;
import io.github.conditionalcache.storing.StoringPolicy;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AnswerFields}.
 */
@ExtendWith(OutputCaptureExtension.class)
class AnswerFieldsTests {

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);

	private static final Instant CHANGED = Instant.parse("2029-01-01T00:00:00Z");

	private static final Validators VALIDATORS = Validators.of(EntityTag.weak("a"), CHANGED);

	private static final HandlerMethod METHOD = new HandlerMethod(new Object(),
			ReflectionUtils.findMethod(Object.class, "toString"));

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final StubResponse response = new StubResponse();

	private AnswerFields fields = new AnswerFields(ResponseCompression.NONE, false, CLOCK);

	private HandlerSelectors selectors = HandlerSelectors.NONE;

	private StoringPolicy storing = StoringPolicy.NONE;

	private @Nullable Principal user;

	private Answered answered() {
		Method method = METHOD.getMethod();
		ReadPolicy policy = new ReadPolicy(new HandlerIdentity(Object.class, method, method, "Books.get", "Books#get"),
				true, this.storing, this.selectors, Strength.STRONG, AnswerTraits.NONE, null, null, null);
		return new Answered(policy, this.request, this.user, this.response);
	}

	private void label(ValidatorKind kind) {
		this.fields.label(answered(), this.response, VALIDATORS, kind);
	}

	private void select(boolean principal, String... fields) {
		RequestMappingInfo info = RequestMappingInfo.paths("/a").methods(RequestMethod.GET).produces("a/b").build();
		Selectors all = new Selectors(new SelectorSettings(principal, false, false, null, List.of(fields), false),
				PrincipalParts.NAME, TokenCarriers.NONE, new StaticListableBeanFactory());
		all.settle(List.of(Map.of(info, METHOD)));
		this.selectors = all
			.of(new SelectedHandler(METHOD, Object.class, "Books#get", false, Object.class, List.of(), false));
	}

	// Obstacles

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			field,         value,                status, obstacle, ofFields
			X-A,           a,                    200,    ,
			X-A,           a,                    404,    STATUS,
			X-A,           a,                    206,    STATUS,
			Set-Cookie,    a=b,                  200,    COOKIE,   COOKIE
			Set-Cookie,    a=b,                  404,    STATUS,   COOKIE
			Cache-Control, no-store,             200,    NO_STORE, NO_STORE
			Cache-Control, 'max-age=1, No-Store',200,    NO_STORE, NO_STORE
			Cache-Control, max-age=1,            200,    ,
			""")
	void obstacleIsStatusOrField(String field, String value, int status, @Nullable Reason obstacle,
			@Nullable Reason ofFields) {
		this.response.setHeader(field, value);
		this.response.setStatus(status);
		assertThat(this.fields.obstacle(this.request, this.response)).isEqualTo(obstacle);
		assertThat(this.fields.fieldObstacle(this.request, this.response)).isEqualTo(ofFields);
	}

	@Test
	void obstacleIsTheWishOfTheApplication() {
		this.request.setAttribute(NotCacheable304.REQUEST_ATTRIBUTE, false);
		assertThat(this.fields.obstacle(this.request, this.response)).isEqualTo(Reason.SKIPPED);
		assertThat(this.fields.fieldObstacle(this.request, this.response)).isEqualTo(Reason.SKIPPED);
	}

	// Labels

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			kind,        tag,    date, labelledTag, labelledDate
			VERSION,     ,       ,     'W/"a"',     true
			BODY,        '"b"',  ,     '"b"',       true
			VALUE,       ,       own,  'W/"a"',     false
			APPLICATION, ,       ,     ,            false
			APPLICATION, '"b"',  ,     '"b"',       false
			""")
	void labelHasTheValidatorsThatTheApplicationLeftOut(ValidatorKind kind, @Nullable String tag, @Nullable String date,
			@Nullable String labelledTag, boolean labelledDate) {
		this.response.setHeader(HttpHeaders.ETAG, tag);
		this.response.setHeader(HttpHeaders.LAST_MODIFIED, date);
		label(kind);
		assertThat(this.response.getHeader(HttpHeaders.ETAG)).isEqualTo(labelledTag);
		assertThat(this.response.getHeader(HttpHeaders.LAST_MODIFIED))
			.isEqualTo(labelledDate ? HttpDate.format(CHANGED) : date);
	}

	@Test
	void labelOfADateAloneHasNoTag() {
		this.fields.label(answered(), this.response, Validators.untagged(CHANGED), ValidatorKind.FILE);
		assertThat(this.response.getHeaderNames()).containsExactly(HttpHeaders.LAST_MODIFIED);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			policy,            cdn,       set,       secret, user,  sent,                         sentCdn
			max-age=1,         ,          ,          false,  false, max-age=1,
			max-age=1,         ,          own,       false,  false, own,
			,                  ,          ,          false,  false, ,
			max-age=1,         max-age=2, ,          false,  false, max-age=1,                    max-age=2
			max-age=1,         max-age=2, own,       false,  false, own,                          max-age=2
			max-age=1,         ,          ,          true,   false, 'private, max-age=1',
			max-age=1,         max-age=2, ,          true,   false, 'private, max-age=1',
			max-age=1,         ,          ,          false,  true,  'private, max-age=1',
			max-age=1,         max-age=2, ,          false,  true,  'private, max-age=1',
			'public, max-age=1',,         ,          false,  true,  'private, no-cache, max-age=0',
			""")
	void labelSaysWhoMayStore(@Nullable String policy, @Nullable String cdn, @Nullable String set, boolean secret,
			boolean user, @Nullable String sent, @Nullable String sentCdn) {
		this.storing = (policy != null) ? StoringPolicy.of(policy, cdn, List.of(), false) : StoringPolicy.NONE;
		this.user = user ? () -> "ann" : null;
		if (secret) {
			select(true);
			this.request.setUserPrincipal(() -> "ann");
			this.user = () -> "ann";
		}
		this.response.setHeader(HttpHeaders.CACHE_CONTROL, set);
		label(ValidatorKind.VERSION);
		assertThat(this.response.getHeader(HttpHeaders.CACHE_CONTROL)).isEqualTo(sent);
		assertThat(this.response.getHeader("CDN-Cache-Control")).isEqualTo(sentCdn);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			policy,             set,          own, user,  expires
			max-age=60,         ,             ,    false, 'Tue, 01 Jan 2030 00:01:00 GMT'
			max-age=60,         ,             ,    true,  'Tue, 01 Jan 2030 00:00:00 GMT'
			max-age=60,         'max-age=30', ,    false, 'Tue, 01 Jan 2030 00:00:30 GMT'
			max-age=60,         'max-age=30', ,    true,  'Tue, 01 Jan 2030 00:00:00 GMT'
			'no-cache',         ,             ,    false, 'Tue, 01 Jan 2030 00:00:00 GMT'
			public,             ,             ,    false,
			,                   ,             ,    false,
			max-age=60,         ,             0,   false, 0
			""")
	void labelHasTheDateForOldCaches(@Nullable String policy, @Nullable String set, @Nullable String own, boolean user,
			@Nullable String expires) {
		this.fields = new AnswerFields(ResponseCompression.NONE, true, CLOCK);
		this.storing = (policy != null) ? StoringPolicy.of(policy, null, List.of(), false) : StoringPolicy.NONE;
		this.user = user ? () -> "ann" : null;
		this.response.setHeader(HttpHeaders.CACHE_CONTROL, set);
		this.response.setHeader(HttpHeaders.EXPIRES, own);
		label(ValidatorKind.VERSION);
		assertThat(this.response.getHeader(HttpHeaders.EXPIRES)).isEqualTo(expires);
	}

	@Test
	void labelHasThePresentForOldCachesWhereFieldsSelect() {
		this.fields = new AnswerFields(ResponseCompression.NONE, true, CLOCK);
		this.storing = StoringPolicy.of("max-age=60", null, List.of(), false);
		select(false, "X-Tenant");
		label(ValidatorKind.VERSION);
		assertThat(this.response.getHeader(HttpHeaders.EXPIRES)).isEqualTo("Tue, 01 Jan 2030 00:00:00 GMT");
	}

	@Test
	void labelKeepsTheRuleOfTheApplicationForSharedCaches() {
		this.storing = StoringPolicy.of("max-age=1", "max-age=2", List.of(), false);
		this.response.setHeader("CDN-Cache-Control", "own");
		label(ValidatorKind.VERSION);
		assertThat(this.response.getHeader("CDN-Cache-Control")).isEqualTo("own");
	}

	@Test
	void labelWarnsOfAPublicPolicyForOneUser(CapturedOutput output) {
		this.storing = StoringPolicy.of("max-age=1", null, List.of(), false);
		this.user = () -> "ann";
		label(ValidatorKind.VERSION);
		assertThat(output).doesNotContain("has a public Cache-Control");
		this.storing = StoringPolicy.of("public, max-age=1", null, List.of(), false);
		this.response.setHeader(HttpHeaders.CACHE_CONTROL, null);
		label(ValidatorKind.VERSION);
		assertThat(output).contains("Books.get has a public Cache-Control, but was asked by an authenticated user");
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			set         | vary
			            | X-Tenant, X-Shop
			Accept      | Accept, X-Tenant, X-Shop
			x-tenant    | x-tenant, X-Shop
			*           | *
			a, *        | a, *
			X-Tenant2   | X-Tenant2, X-Tenant, X-Shop
			a,X-Shop ,b | a,X-Shop ,b, X-Tenant
			""")
	void labelNamesTheFieldsThatSelect(@Nullable String set, String vary) {
		select(false, "X-Tenant", "X-Shop");
		this.response.setHeader(HttpHeaders.VARY, set);
		label(ValidatorKind.VERSION);
		assertThat(this.response.getHeaders(HttpHeaders.VARY)).containsExactly(vary);
	}

	@Test
	void labelJoinsTheLinesOfAField() {
		select(false, "X-Tenant");
		this.response.addHeader(HttpHeaders.VARY, "a");
		this.response.addHeader(HttpHeaders.VARY, "b");
		label(ValidatorKind.VERSION);
		assertThat(this.response.getHeaders(HttpHeaders.VARY)).containsExactly("a, b, X-Tenant");
		this.response.withdrawFields();
		assertThat(this.response.getHeaders(HttpHeaders.VARY)).containsExactly("a", "b");
	}

	@Test
	void labelFillsAnEmptyField() {
		select(false, "X-Tenant");
		this.response.setHeader(HttpHeaders.VARY, "");
		label(ValidatorKind.VERSION);
		assertThat(this.response.getHeaders(HttpHeaders.VARY)).containsExactly("X-Tenant");
	}

	@Test
	void labelNamesNoFieldWithoutAny() {
		label(ValidatorKind.VERSION);
		assertThat(this.response.containsHeader(HttpHeaders.VARY)).isFalse();
		assertThat(this.response.containsHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS)).isFalse();
	}

	@Test
	void labelNamesTheCodingThatTheServerChooses() {
		this.fields = new AnswerFields(new ResponseCompression(List.of("text/html"), 0), false, CLOCK);
		assertThat(this.fields.dependOnType()).isTrue();
		this.response.setContentType("text/html");
		label(ValidatorKind.VERSION);
		assertThat(this.response.getHeader(HttpHeaders.VARY)).isEqualTo("accept-encoding");
	}

	@Test
	void labelIsShownToScripts() {
		this.response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
		this.response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "X-A");
		label(ValidatorKind.VERSION);
		assertThat(this.response.getHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS)).isEqualTo("X-A, ETag");
	}

	@Test
	void tagIsShownToScriptsOfOtherOrigins() {
		CrossOrigin.exposeEntityTag(this.response);
		assertThat(this.response.getHeaderNames()).isEmpty();
		this.response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
		CrossOrigin.exposeEntityTag(this.response);
		assertThat(this.response.getHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS)).isEqualTo("ETag");
	}

	// Answers to conditions

	@Test
	void notModifiedHasTheFieldsOfIts200ButNoneOfItsContent() {
		this.storing = StoringPolicy.of("max-age=1", null, List.of(), false);
		this.response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
		this.response.setContentType("text/plain");
		this.fields.notModified(answered(), this.response, VALIDATORS, ValidatorKind.VERSION);
		assertThat(this.response.getStatus()).isEqualTo(304);
		assertThat(this.response.getHeaderNames()).containsExactlyInAnyOrder(HttpHeaders.ETAG,
				HttpHeaders.LAST_MODIFIED, HttpHeaders.CACHE_CONTROL);
		assertThat(this.response.getContentType()).isNull();
		assertThat(this.fields.dependOnType()).isFalse();
	}

	@Test
	void notModifiedHasNoTrailers() {
		Trailing trailing = new Trailing();
		this.fields.notModified(answered(), trailing, VALIDATORS, ValidatorKind.VERSION);
		assertThat(trailing.getTrailerFields()).isNull();
	}

	@Test
	void notModifiedOfTheHandlerGetsNoValidator() {
		this.storing = StoringPolicy.of("max-age=1", null, List.of(), false);
		this.response.setStatus(304);
		assertThat(this.fields.completeNotModified(answered(), this.response)).isNull();
		assertThat(this.response.getHeaderNames()).containsExactly(HttpHeaders.CACHE_CONTROL);
		assertThat(this.response.getStatus()).isEqualTo(304);
	}

	@Test
	void notModifiedOfTheHandlerIsLeftAloneWhenAFieldForbidsIt() {
		this.storing = StoringPolicy.of("max-age=1", null, List.of(), false);
		this.response.setHeader(HttpHeaders.SET_COOKIE, "a=b");
		assertThat(this.fields.completeNotModified(answered(), this.response)).isEqualTo(Reason.COOKIE);
		assertThat(this.response.getHeaderNames()).containsExactly(HttpHeaders.SET_COOKIE);
		assertThat(this.response.getStatus()).isEqualTo(200);
	}

	@Test
	void preconditionFailedNamesTheCurrentTag() {
		this.storing = StoringPolicy.of("max-age=1", null, List.of(), false);
		this.response.setHeader(HttpHeaders.CONTENT_LANGUAGE, "de");
		this.response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
		this.fields.preconditionFailed(answered(), this.response, VALIDATORS);
		assertThat(this.response.getStatus()).isEqualTo(412);
		assertThat(this.response.getHeaderNames()).containsExactlyInAnyOrder(HttpHeaders.ETAG,
				HttpHeaders.LAST_MODIFIED, HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN,
				HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS);
	}

	/**
	 * A request and its response.
	 *
	 * @param policy policy of its handler
	 * @param request the request
	 * @param user the user, or {@code null}
	 * @param response the response
	 */
	record Answered(ReadPolicy readPolicy, HttpServletRequest request, @Nullable Principal user,
			ManagedResponse response) implements AnsweredRequest {

	}

	/**
	 * A response with trailers.
	 */
	static class Trailing extends MockHttpServletResponse {

		private @Nullable Supplier<Map<String, String>> trailers = Map::of;

		@Override
		public void setTrailerFields(@Nullable Supplier<Map<String, String>> supplier) {
			this.trailers = supplier;
		}

		@Override
		public @Nullable Supplier<Map<String, String>> getTrailerFields() {
			return this.trailers;
		}

	}

}
