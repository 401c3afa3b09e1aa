package io.github.conditionalcache.representation;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.Versioned;
import io.github.conditionalcache.handler.AnswerTraits;
import io.github.conditionalcache.handler.HandlerIdentity;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.handler.write.NextGet;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.selector.PrincipalParts;
import io.github.conditionalcache.selector.TokenCarriers;
import io.github.conditionalcache.selector.handler.HandlerSelectors;
import io.github.conditionalcache.selector.handler.SelectedHandler;
import io.github.conditionalcache.selector.handler.SelectorSettings;
import io.github.conditionalcache.selector.handler.Selectors;
import io.github.conditionalcache.storing.StoringPolicy;
import io.github.conditionalcache.tag.DigestAlgorithm;
import io.github.conditionalcache.tag.EntityTags;
import io.github.conditionalcache.tag.ValueVersion;
import io.github.conditionalcache.version.marked.FileVersions;
import io.github.conditionalcache.version.marked.MarkedVersions;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RepresentationValidators}.
 */
class RepresentationValidatorsTests {

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);

	private static final Instant CHANGED = Instant.parse("2029-01-01T00:00:00Z");

	private static final HandlerMethod METHOD = new HandlerMethod(new Object(),
			ReflectionUtils.findMethod(Object.class, "toString"));

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private RepresentationValidators validators = validators(null);

	private HandlerSelectors selectors = HandlerSelectors.NONE;

	private Strength strength = Strength.STRONG;

	private @Nullable String versionName;

	private static RepresentationValidators validators(@Nullable Instant builtAt) {
		return new RepresentationValidators(new MarkedVersions(), new FileVersions(),
				new EntityTags(DigestAlgorithm.sha256(null)), new SendableDates(CLOCK, builtAt));
	}

	private ReadPolicy policy() {
		Method method = METHOD.getMethod();
		return new ReadPolicy(new HandlerIdentity(Object.class, method, method, "Books.get", "Books#get"), true,
				StoringPolicy.NONE, this.selectors, this.strength, AnswerTraits.NONE, null, null, this.versionName);
	}

	private Selected selected(String path, String... fields) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
		for (int i = 0; i < fields.length; i += 2) {
			request.addHeader(fields[i], fields[i + 1]);
		}
		return new Selected(policy(), request, null);
	}

	private void produce(String... types) {
		RequestMappingInfo info = RequestMappingInfo.paths("/a").methods(RequestMethod.GET).produces(types).build();
		Selectors all = new Selectors(new SelectorSettings(false, false, false, null, List.of(), true),
				PrincipalParts.NAME, TokenCarriers.NONE, new StaticListableBeanFactory());
		all.settle(List.of(Map.of(info, METHOD)));
		this.selectors = all
			.of(new SelectedHandler(METHOD, Object.class, "Books#get", false, Object.class, List.of(), false));
	}

	private static ValueVersion version(String state, @Nullable Instant changed) {
		return new ValueVersion(state.getBytes(StandardCharsets.UTF_8), changed, false);
	}

	private @Nullable Validators of(Selected selected, @Nullable Object value, String type) {
		return this.validators.of(selected, value, MediaType.parseMediaType(type), this.response);
	}

	private EntityTag tag(@Nullable Validators validators) {
		return Objects.requireNonNull(Objects.requireNonNull(validators).entityTag());
	}

	// Values

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			version, path, type,       field,            same
			1,       /a,   text/plain, ,                 true
			2,       /a,   text/plain, ,                 false
			1,       /b,   text/plain, ,                 false
			1,       /a,   text/html,  ,                 false
			1,       /a,   text/plain, Content-Language, false
			1,       /a,   text/plain, X-A,              true
			""")
	void tagOfAValueIsThatOfItsRepresentation(int version, String path, String type, @Nullable String field,
			boolean same) {
		EntityTag one = tag(of(selected("/a"), new Marked(1, null), "text/plain"));
		if (field != null) {
			this.response.setHeader(field, "de");
		}
		assertThat(tag(of(selected(path), new Marked(version, null), type)).equals(one)).isEqualTo(same);
	}

	@Test
	void valueWithoutVersionHasNoValidators() {
		assertThat(of(selected("/a"), "plain", "text/plain")).isNull();
		assertThat(of(selected("/a"), null, "text/plain")).isNull();
		assertThat(of(selected("/a"), new ByteArrayResource(new byte[1]), "text/plain")).isNull();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			strength, weak
			STRONG,   false
			AUTO,     true
			WEAK,     true
			""")
	void tagOfAValueIsStrongWhenAskedFor(Strength strength, boolean weak) {
		this.strength = strength;
		assertThat(tag(of(selected("/a"), new Marked(1, null), "text/plain")).isWeak()).isEqualTo(weak);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			changed,              builtAt,              formats,               sent
			2029-01-01T00:00:00Z, ,                     text/plain,            2029-01-01T00:00:00Z
			2029-01-01T00:00:00Z, 2029-06-01T00:00:00Z, text/plain,            2029-06-01T00:00:00Z
			2029-01-01T00:00:00Z, 2028-06-01T00:00:00Z, text/plain,            2029-01-01T00:00:00Z
			2031-01-01T00:00:00Z, ,                     text/plain,
			2029-01-01T00:00:00Z, ,                     'text/plain,text/html',
			,                     2029-06-01T00:00:00Z, text/plain,
			""")
	void dateIsSentWhereItTellsAllChanges(@Nullable Instant changed, @Nullable Instant builtAt, String formats,
			@Nullable Instant sent) {
		produce(formats.split(","));
		this.validators = validators(builtAt);
		Validators declared = this.validators.ofDeclared(selected("/a"), version("1", changed), false);
		assertThat(declared.lastModified()).isEqualTo(sent);
		assertThat(declared.entityTag()).isNotNull();
		Validators current = this.validators.ofCurrent(selected("/a"), version("1", changed));
		assertThat(current).isEqualTo(Validators.of(tag(declared), changed));
	}

	// Declared versions

	@Test
	void tagOfADeclaredVersionIsThatOfTheHandlerAlone() {
		EntityTag plain = tag(this.validators.ofDeclared(selected("/a"), version("1", null), false));
		assertThat(tag(this.validators.ofDeclared(selected("/a"), version("1", null), false))).isEqualTo(plain);
		assertThat(tag(this.validators.ofDeclared(selected("/a"), version("1", null), true))).isNotEqualTo(plain);
		assertThat(tag(this.validators.ofDeclared(selected("/a"), version("2", null), false))).isNotEqualTo(plain);
		this.versionName = "other";
		assertThat(tag(this.validators.ofDeclared(selected("/a"), version("1", null), false))).isNotEqualTo(plain);
	}

	@Test
	void tagOfADeclaredVersionIsThatOfTheSelectedFormat() {
		produce("text/plain", "text/html");
		EntityTag plain = tag(this.validators.ofDeclared(selected("/a"), version("1", null), false));
		assertThat(tag(this.validators.ofDeclared(selected("/a", "Accept", "text/html"), version("1", null), false)))
			.isNotEqualTo(plain);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			changed,              formats,               sent
			2029-01-01T00:00:00Z, text/plain,            2029-01-01T00:00:00Z
			2031-01-01T00:00:00Z, text/plain,
			2029-01-01T00:00:00Z, 'text/plain,text/html',
			""")
	void validatorsOfTheApplicationLoseADateThatTellsTooLittle(Instant changed, String formats,
			@Nullable Instant sent) {
		produce(formats.split(","));
		EntityTag tag = EntityTag.strong("a");
		assertThat(this.validators.ofVerbatim(selected("/a"), Validators.of(tag, changed)))
			.isEqualTo(Validators.of(tag, sent));
	}

	@Test
	void nameIsThatOfOneRepresentation() {
		EntityTag tag = EntityTag.strong("a");
		String name = this.validators.nameOf(selected("/a"), tag);
		assertThat(this.validators.nameOf(selected("/a"), tag)).isNotEmpty().isEqualTo(name);
		assertThat(this.validators.nameOf(selected("/b"), tag)).isNotEqualTo(name);
		assertThat(this.validators.nameOf(selected("/a"), EntityTag.strong("b"))).isNotEqualTo(name);
		produce("text/plain", "text/html");
		assertThat(this.validators.nameOf(selected("/a", "Accept", "text/html"), tag))
			.isNotEqualTo(this.validators.nameOf(selected("/a"), tag));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			accept,    settled
			*/*,       true
			text/html, false
			""")
	void formatIsSettledWhenTheRequestMakesNoDifference(String accept, boolean settled) {
		assertThat(this.validators.isFormatSettled(selected("/a", "Accept", accept))).isTrue();
		produce("text/plain");
		assertThat(this.validators.isFormatSettled(selected("/a", "Accept", accept))).isEqualTo(settled);
	}

	@Test
	void writtenHasTheTagOfTheNextGetAndNoDate() {
		MockHttpServletRequest put = new MockHttpServletRequest("PUT", "/a");
		Validators read = this.validators.ofDeclared(selected("/a"), version("1", CHANGED), false);
		assertThat(this.validators.ofWritten(new Selected(policy(), put, null), NextGet.of(put), policy(),
				version("1", CHANGED)))
			.isEqualTo(Validators.of(tag(read), null));
	}

	// Files

	@Test
	void fileHasTheTagOfItsStateAndName(@TempDir Path directory) throws IOException {
		FileSystemResource file = file(directory, "a.txt", CHANGED);
		EntityTag tag = tag(of(selected("/a"), file, "text/plain"));
		assertThat(tag(of(selected("/a"), file, "text/plain"))).isEqualTo(tag);
		assertThat(tag(of(selected("/a"), file, "text/html"))).isNotEqualTo(tag);
		assertThat(tag(of(selected("/a"), file(directory, "a.txt", CHANGED.plusSeconds(5)), "text/plain")))
			.isNotEqualTo(tag);
		this.response.setHeader("Content-Encoding", "gzip");
		file(directory, "a.txt", CHANGED);
		assertThat(tag(of(selected("/a"), file, "text/plain"))).isNotEqualTo(tag);
		assertThat(Objects.requireNonNull(of(selected("/a"), file, "text/plain")).lastModified()).isEqualTo(CHANGED);
	}

	private static FileSystemResource file(Path directory, String name, Instant changed) throws IOException {
		Path path = Files.writeString(directory.resolve(name), "a");
		Files.setLastModifiedTime(path, FileTime.from(changed));
		return new FileSystemResource(path);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			strength, changed,              weak
			AUTO,     2029-01-01T00:00:00Z, false
			STRONG,   2029-01-01T00:00:00Z, false
			WEAK,     2029-01-01T00:00:00Z, true
			STRONG,   2030-01-01T00:00:00Z, true
			""")
	void tagOfAFileIsStrongOnceItIsSettled(Strength strength, Instant changed, boolean weak, @TempDir Path directory)
			throws IOException {
		this.strength = strength;
		assertThat(tag(of(selected("/a"), file(directory, "a.txt", changed), "text/plain")).isWeak()).isEqualTo(weak);
	}

	/**
	 * A representation that a request selects.
	 *
	 * @param policy policy of its handler
	 * @param request the request
	 * @param user the user, or {@code null}
	 */
	record Selected(ReadPolicy readPolicy, HttpServletRequest request,
			@Nullable Principal user) implements SelectedRepresentation {

	}

	/**
	 * A value that knows its version.
	 *
	 * @param version the version
	 * @param lastModified when it was changed
	 */
	record Marked(Integer version, @Nullable Instant lastModified) implements Versioned {

	}

}
