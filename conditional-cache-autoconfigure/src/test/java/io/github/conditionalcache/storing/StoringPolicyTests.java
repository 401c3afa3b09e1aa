package io.github.conditionalcache.storing;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StoringPolicy}.
 */
class StoringPolicyTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', nullValues = "-", textBlock = """
			cacheControl         | cdnCacheControl | private                        | isPublic
			max-age=60           | -               | private, max-age=60            | false
			no-cache             | -               | private, no-cache              | false
			private, max-age=60  | -               | private, max-age=60            | false
			no-store             | -               | no-store                       | false
			public, max-age=60   | -               | private, no-cache, max-age=0   | true
			max-age=1, s-maxage=2| -               | private, no-cache, max-age=0   | true
			no-cache             | max-age=60      | private, no-cache              | true
			""")
	void policyForAUserForbidsSharedCachesToStore(String cacheControl, @Nullable String cdnCacheControl, String ofUser,
			boolean isPublic) {
		StoringPolicy policy = StoringPolicy.of(cacheControl, cdnCacheControl, List.of("Accept"), true);
		assertThat(policy.cacheControl()).isEqualTo(cacheControl);
		assertThat(policy.cdnCacheControl()).isEqualTo(cdnCacheControl);
		assertThat(policy.privateCacheControl()).isEqualTo(ofUser);
		assertThat(policy.isPublic()).isEqualTo(isPublic);
		assertThat(policy.vary()).containsExactly("Accept");
		assertThat(policy.locale()).isTrue();
	}

	@Test
	void fieldsStayAsTheyWere() {
		List<String> vary = new ArrayList<>(List.of("Accept"));
		StoringPolicy policy = StoringPolicy.of("no-cache", null, vary, false);
		vary.add("Cookie");
		assertThat(policy.vary()).containsExactly("Accept");
	}

	@Test
	void noneSaysNothing() {
		assertThat(StoringPolicy.NONE.cacheControl()).isNull();
		assertThat(StoringPolicy.NONE.isPublic()).isFalse();
	}

}
