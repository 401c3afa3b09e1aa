package io.github.conditionalcache.selector.handler;

import java.util.List;

import io.github.conditionalcache.selector.ApiVersionSelector;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.http.MediaType;
import org.springframework.web.accept.ApiVersionResolver;
import org.springframework.web.accept.ApiVersionStrategy;
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

	@Test
	void strategyThatReadsMoreThanItsResolversIsAskedToo() {
		ApiVersionSelector selector = ApiVersionSource.of(new Overriding(new HeaderApiVersionResolver("X-One")));
		assertThat(selector.fields()).containsExactly("X-One", "X-Override", "X-Validated");
		assertThat(selector.isPrivate()).isFalse();
	}

	@Test
	void strategyThatFailsMakesAnswersPrivate() {
		ApiVersionSelector selector = ApiVersionSource
			.of(new Overriding(new PathApiVersionResolver(3), new HeaderApiVersionResolver("X-One")));
		assertThat(selector.fields()).contains("X-One");
		assertThat(selector.isPrivate()).isTrue();
	}

	@Test
	void resolversBehindAProxyAreAsked() {
		ProxyFactory factory = new ProxyFactory(strategy(new HeaderApiVersionResolver("X-One")));
		factory.setProxyTargetClass(true);
		ApiVersionSelector selector = ApiVersionSource.of((ApiVersionStrategy) factory.getProxy());
		assertThat(selector.fields()).containsExactly("X-One");
		assertThat(selector.isPrivate()).isFalse();
	}

	private static ApiVersionSelector of(ApiVersionResolver... resolvers) {
		return ApiVersionSource.of(strategy(resolvers));
	}

	private static DefaultApiVersionStrategy strategy(ApiVersionResolver... resolvers) {
		return new DefaultApiVersionStrategy(List.of(resolvers), new SemanticApiVersionParser(), false, null, true,
				null, null);
	}

	static class Overriding extends DefaultApiVersionStrategy {

		Overriding(ApiVersionResolver... resolvers) {
			super(List.of(resolvers), new SemanticApiVersionParser(), false, null, true, null, null);
		}

		@Override
		public @Nullable String resolveVersion(HttpServletRequest request) {
			String version = super.resolveVersion(request);
			return (version != null) ? version : request.getHeader("X-Override");
		}

		@Override
		public @Nullable Comparable<?> resolveParseAndValidateVersion(HttpServletRequest request) {
			String version = request.getHeader("X-Validated");
			return (version != null) ? parseVersion(version) : super.resolveParseAndValidateVersion(request);
		}

	}

}
