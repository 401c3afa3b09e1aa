package io.github.conditionalcache.selector;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

import org.springframework.http.MediaType;
import org.springframework.web.accept.ApiVersionResolver;
import org.springframework.web.accept.DefaultApiVersionStrategy;
import org.springframework.web.accept.HeaderApiVersionResolver;
import org.springframework.web.accept.MediaTypeParamApiVersionResolver;
import org.springframework.web.accept.PathApiVersionResolver;
import org.springframework.web.accept.QueryApiVersionResolver;
import org.springframework.web.accept.SemanticApiVersionParser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApiVersionSource}.
 */
class ApiVersionSourceTests {

	@Test
	void fieldIsNamed() {
		ApiVersionSelector selector = of(new HeaderApiVersionResolver("X-API-Version"));
		assertThat(selector.fields()).containsExactly("X-API-Version");
		assertThat(selector.isPrivate()).isFalse();
	}

	@Test
	void parameterOfTheMediaTypeIsInAccept() {
		assertThat(of(new MediaTypeParamApiVersionResolver(MediaType.APPLICATION_JSON, "version")).fields())
			.contains("Accept");
	}

	@Test
	void pathAndQueryAreNoFields() {
		for (ApiVersionResolver resolver : List.of(new PathApiVersionResolver(0),
				new QueryApiVersionResolver("version"))) {
			ApiVersionSelector selector = of(resolver);
			assertThat(selector.fields()).isEmpty();
			assertThat(selector.isPrivate()).isFalse();
		}
	}

	@Test
	void everyResolverOfAListIsAsked() {
		assertThat(of(new QueryApiVersionResolver("version"),
				new PathApiVersionResolver(0, (path) -> path.value().startsWith("/api")),
				new HeaderApiVersionResolver("X-One"), new HeaderApiVersionResolver("X-Two"))
			.fields()).containsExactly("X-One", "X-Two");
	}

	@Test
	void resolverIsAskedBehindOneThatRefusesThePath() {
		assertThat(of(new PathApiVersionResolver(3), new HeaderApiVersionResolver("X-One")).fields())
			.containsExactly("X-One");
	}

	@Test
	void whatIsNoFieldMakesAnswersPrivate() {
		assertThat(of(HttpServletRequest::getRemoteUser).isPrivate()).isTrue();
		assertThat(of((request) -> (String) request.getAttribute("version")).isPrivate()).isTrue();
	}

	private static ApiVersionSelector of(ApiVersionResolver... resolvers) {
		return ApiVersionSource.of(new DefaultApiVersionStrategy(List.of(resolvers), new SemanticApiVersionParser(),
				false, null, true, null, null));
	}

}
