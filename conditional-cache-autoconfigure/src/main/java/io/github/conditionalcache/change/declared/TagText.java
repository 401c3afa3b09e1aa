package io.github.conditionalcache.change.declared;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

import io.github.conditionalcache.tag.CanonicalValues;
import io.github.conditionalcache.tag.Instants;
import io.github.conditionalcache.tag.VersionForm;
import org.jspecify.annotations.Nullable;

/**
 * The text of a value within a tag. Readers and writers may have the same identifier in
 * different types, and must name the same tag: 42 is one text as a {@code long}, a
 * {@code BigDecimal} and a {@code String}.
 */
final class TagText {

	private TagText() {
	}

	/**
	 * Returns the text of a value.
	 * @param value the value
	 * @return the text
	 * @throws IllegalArgumentException if the value is absent, or of a type whose text
	 * may differ where the value is the same
	 */
	static String of(@Nullable Object value) {
		if (value instanceof String text) {
			return text;
		}
		Object present = CanonicalValues.unwrapOptional(value);
		VersionForm form = (present != null) ? VersionForm.of(present.getClass()) : null;
		if (present == null || form == null) {
			throw new IllegalArgumentException("A change tag can't be made of "
					+ ((present != null) ? "a value of type [%s]".formatted(present.getClass().getName()) : "null"));
		}
		return switch (form) {
			case DECIMAL -> plain((BigDecimal) present);
			case FLOATING_POINT -> plain(new BigDecimal(present.toString()));
			case ENUM -> ((Enum<?>) present).name();
			case INSTANT -> instant(present).toString();
			case BYTES, LIST, SET -> throw new IllegalArgumentException(
					"A change tag can't be made of several values within another collection");
			default -> present.toString();
		};
	}

	private static String plain(BigDecimal number) {
		return number.stripTrailingZeros().toPlainString();
	}

	private static Instant instant(Object value) {
		return Objects.requireNonNull(Instants.exactlyOf(value));
	}

}
