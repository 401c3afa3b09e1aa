package io.github.conditionalcache.diagnostics.flapping;

import java.util.List;
import java.util.Map;

/**
 * A JSON value of which little more is known than which others equal it. Both numbers
 * compare whole trees at once.
 */
sealed interface JsonValue {

	/**
	 * The same for values that mean the same, whatever the order of properties.
	 * @return the number
	 */
	int meaning();

	/**
	 * The same for values that mean the same and have their properties in the same order.
	 * @return the number
	 */
	int form();

	/**
	 * A string, number or literal.
	 *
	 * @param meaning the same for equal values
	 */
	record Scalar(int meaning) implements JsonValue {

		@Override
		public int form() {
			return this.meaning;
		}

	}

	/**
	 * An array.
	 *
	 * @param meaning the same for equal values
	 * @param form the same for values in the same form
	 * @param elements the elements
	 */
	record Elements(int meaning, int form, List<JsonValue> elements) implements JsonValue {

	}

	/**
	 * An object.
	 *
	 * @param meaning the same for equal values
	 * @param form the same for values in the same form
	 * @param properties the properties in their order
	 */
	record Properties(int meaning, int form, Map<String, JsonValue> properties) implements JsonValue {

	}

}
