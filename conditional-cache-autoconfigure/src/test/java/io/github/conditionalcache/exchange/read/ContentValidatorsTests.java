package io.github.conditionalcache.exchange.read;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.representation.ChunkPool;
import io.github.conditionalcache.representation.HeldContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContentValidators}.
 */
class ContentValidatorsTests {

	private final ReadParts parts = new ReadParts();

	static HeldContent held(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		HeldContent content = new HeldContent(StubResponse.LIMIT, new ChunkPool());
		assertThat(content.append(bytes, 0, bytes.length)).isTrue();
		return content;
	}

	private KnownValidators validators(String type, String language, String content) {
		StubResponse response = new StubResponse();
		response.setContentType(type);
		response.setHeader("Content-Language", language);
		return this.parts.content.of(new GetHandler().exchange(GetHandler.get(), response), held(content));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			type,       language, content, same
			text/plain, de,       a,       true
			text/plain, de,       b,       false
			text/html,  de,       a,       false
			text/plain, en,       a,       false
			""")
	void tagIsThatOfContentAndItsMetadata(String type, String language, String content, boolean same) {
		KnownValidators one = validators("text/plain", "de", "a");
		KnownValidators other = validators(type, language, content);
		assertThat(other.validators().equals(one.validators())).isEqualTo(same);
		assertThat(one)
			.isEqualTo(new KnownValidators(Validators.of(Objects.requireNonNull(one.validators().entityTag()), null),
					ValidatorKind.BODY, Phase.BODY));
		assertThat(one.validators().entityTag()).matches((tag) -> !tag.isWeak());
	}

	@Test
	void observerSeesContentOfGet() {
		MockHttpServletRequest request = GetHandler.get("Accept", "text/plain", "Accept-Language", "de");
		request.setQueryString("q=1");
		request.setUserPrincipal(() -> "ann");
		StubResponse response = new StubResponse();
		response.setContentType("text/plain");
		this.parts.content.of(new GetHandler().exchange(request, response), held("abc"));
		this.parts.content.of(new GetHandler().exchange(GetHandler.get(), new StubResponse()), held("ab"));
		assertThat(this.parts.observed).containsExactly("Books.get|/a|q=1|ann|text/plain|de|text/plain|3",
				"Books.get|/a|null||null|null|null|2");
	}

	@Test
	void observerSeesNoContentOfHead() {
		MockHttpServletRequest request = GetHandler.get();
		request.setMethod("HEAD");
		this.parts.content.of(new GetHandler().exchange(request, new StubResponse()), held("abc"));
		assertThat(this.parts.observed).isEmpty();
	}

}
