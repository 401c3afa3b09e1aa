package io.github.conditionalcache.diagnostics.flapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON documents whose values are to be compared. Equal values get the same number,
 * so that comparing them takes no time. The only class that needs Jackson. Not
 * thread-safe.
 */
final class JsonReader {

	private static final int DEEPEST = 200;

	private static final JsonFactory FACTORY = JsonFactory.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
		.build();

	// Strings are found fast even where their hash codes collide
	private final Map<String, Integer> numbers = new HashMap<>();

	/**
	 * Reads a document.
	 * @param content the document
	 * @return its value, or {@code null} if it is no JSON, too deep, or has a property
	 * twice
	 */
	@Nullable JsonValue read(byte[] content) {
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), content)) {
			JsonToken first = parser.nextToken();
			JsonValue value = (first != null) ? value(parser, first) : null;
			return (parser.nextToken() == null) ? value : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private JsonValue value(JsonParser parser, JsonToken token) {
		return switch (token) {
			case START_OBJECT -> object(parser);
			case START_ARRAY -> array(parser);
			case VALUE_STRING -> scalar("s" + parser.getString());
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar("n" + canonical(parser.getString()));
			default -> scalar(parser.getString());
		};
	}

	private JsonValue object(JsonParser parser) {
		Map<String, JsonValue> properties = new LinkedHashMap<>();
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			properties.put(name, value(parser, parser.nextToken()));
		}
		return new JsonValue.Properties(number(new TreeMap<>(properties), JsonValue::meaning),
				number(properties, JsonValue::form), properties);
	}

	private int number(Map<String, JsonValue> properties, ToIntFunction<JsonValue> of) {
		return number(properties.entrySet()
			.stream()
			.map((property) -> number("s" + property.getKey()) + ":" + of.applyAsInt(property.getValue()))
			.collect(Collectors.joining(",", "{", "}")));
	}

	private JsonValue array(JsonParser parser) {
		List<JsonValue> elements = new ArrayList<>();
		for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
			elements.add(value(parser, token));
		}
		return new JsonValue.Elements(number(elements, JsonValue::meaning), number(elements, JsonValue::form),
				elements);
	}

	private int number(List<JsonValue> elements, ToIntFunction<JsonValue> of) {
		return number(elements.stream()
			.map((element) -> Integer.toString(of.applyAsInt(element)))
			.collect(Collectors.joining(",", "[", "]")));
	}

	private JsonValue scalar(String text) {
		return new JsonValue.Scalar(number(text));
	}

	private int number(String text) {
		return this.numbers.computeIfAbsent(text, (key) -> this.numbers.size());
	}

	private static String canonical(String number) {
		try {
			return new BigDecimal(number).stripTrailingZeros().toString();
		}
		catch (ArithmeticException | NumberFormatException ex) {
			return number;
		}
	}

}
