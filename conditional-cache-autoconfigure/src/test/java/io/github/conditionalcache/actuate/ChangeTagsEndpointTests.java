package io.github.conditionalcache.actuate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.ChangeTags;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChangeTagsEndpointTests {

	private final Recorded recorded = new Recorded();

	private final ChangeTagsEndpoint endpoint = new ChangeTagsEndpoint(() -> this.recorded);

	@Test
	void namedTagsAreTouched() {
		this.endpoint.touch(List.of("books", "book:1"), null);
		this.endpoint.touch(List.of("books"), false);
		assertThat(this.recorded.touched).containsExactly("[books, book:1]", "[books]");
	}

	@Test
	void allTagsAreTouched() {
		this.endpoint.touch(null, true);
		this.endpoint.touch(List.of(), true);
		assertThat(this.recorded.touched).containsExactly("all", "all");
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
			tag,   all,   message
			-,     -,     Name the 'tags' that have changed
			-,     false, Name the 'tags' that have changed
			books, true,  Name the 'tags' that have changed
			'',    -,     A change tag must not be empty
			""")
	void requestThatMeansNothingIsRefused(@Nullable String tag, @Nullable Boolean all, String message) {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.touch((tag != null) ? List.of(tag) : null, all))
			.withMessageContaining(message);
		assertThat(this.recorded.touched).isEmpty();
	}

	/**
	 * Keeps what was touched.
	 */
	private static final class Recorded implements ChangeTags {

		private final List<String> touched = new ArrayList<>();

		@Override
		public void touch(Collection<String> tags) {
			Buckets.of(tags);
			this.touched.add(tags.toString());
		}

		@Override
		public void touchAll() {
			this.touched.add("all");
		}

		@Override
		public <T, E extends Exception> T changing(Collection<String> tags, Write<T, E> write) throws E {
			return write.run();
		}

	}

}
