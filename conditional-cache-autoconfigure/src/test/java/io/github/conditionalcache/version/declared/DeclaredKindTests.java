package io.github.conditionalcache.version.declared;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeclaredKind}.
 */
class DeclaredKindTests {

	private static final Map<String, Object> VALUES = Map.of("int", 1, "long", 2L, "text", "a", "object", new Object());

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
			read,           kind
			'',             -
			none,           -
			object,         -
			int,            a whole number
			none int,       a whole number
			int none,       a whole number
			int int,        a whole number
			int long,       a whole number
			int object,     a whole number
			int text,       -
			int text int,   -
			int text text,  -
			object text,    text
			""")
	void kindIsThatOfAllVersionsRead(String read, @Nullable String kind) {
		DeclaredKind noted = new DeclaredKind(null);
		List<@Nullable Object> values = new ArrayList<>();
		for (String name : read.split(" ")) {
			values.add(VALUES.get(name));
		}
		values.forEach(noted::note);
		assertThat((noted.get() != null) ? String.valueOf(noted.get()) : null).isEqualTo(kind);
	}

}
