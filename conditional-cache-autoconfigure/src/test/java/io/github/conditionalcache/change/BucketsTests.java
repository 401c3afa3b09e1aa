package io.github.conditionalcache.change;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BucketsTests {

	// Stored versions are found by these numbers, so they never change
	@ParameterizedTest
	@CsvSource({ "books, 28209", "book:1, 50712", "book:42, 49925", "Bücher, 42820", "' ', 13993" })
	void numbersNeverChange(String tag, int bucket) {
		assertThat(Buckets.of(tag)).isEqualTo(bucket);
	}

	@Property(tries = 200)
	void numberIsTheBeginningOfTheDigest(@ForAll @StringLength(min = 1, max = 200) String tag) throws Exception {
		byte[] digest = MessageDigest.getInstance("SHA-256").digest(tag.getBytes(StandardCharsets.UTF_8));
		assertThat(Buckets.of(tag)).isEqualTo((digest[0] & 0xFF) * 256 + (digest[1] & 0xFF)).isLessThan(Buckets.COUNT);
	}

	@Test
	void emptyTagIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Buckets.of(""))
			.withMessage("A change tag must not be empty");
		assertThatIllegalArgumentException().isThrownBy(() -> Buckets.of(List.of("books", "")));
	}

	@Test
	void numbersAscendAndStandOnce() {
		assertThat(Buckets.of(List.of("books", "book:1", "books"))).containsExactly(Buckets.of("books"),
				Buckets.of("book:1"));
		assertThat(Buckets.of(List.of())).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(value = { "|", "5|5", "3 1 2|1 2 3", "2 2 2|2", "9 1 9 0 1|0 1 9" }, delimiter = '|')
	void ordersAnyNumbers(String given, String ordered) {
		assertThat(Buckets.ordered(numbers(given))).containsExactly(numbers(ordered));
	}

	private static int[] numbers(String text) {
		return (text != null) ? Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray() : new int[0];
	}

}
