package io.github.conditionalcache.diagnostics.flapping;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Finds the places where successive JSON documents differ. The effort grows little faster
 * than the documents, whatever is in them.
 */
final class JsonDifferences {

	private JsonDifferences() {
	}

	/**
	 * Returns in words where each document differs from the one before.
	 * @param documents the documents, no two successive ones of the same bytes
	 * @return the places, without any value, or {@code null} if not all can be read
	 */
	static @Nullable String between(List<byte[]> documents) {
		JsonReader reader = new JsonReader();
		JsonValue previous = null;
		DifferencePath common = null;
		for (byte[] document : documents) {
			JsonValue current = reader.read(document);
			if (current == null) {
				return null;
			}
			if (previous != null) {
				DifferencePath place = differences(previous, current);
				common = (common != null) ? common.common(place) : place;
			}
			previous = current;
		}
		return (common != null) ? common.generalized().describe() : null;
	}

	private static DifferencePath differences(JsonValue one, JsonValue other) {
		DifferencePath place = compare(one, other);
		return (place != null) ? place : DifferencePath.of(DifferencePath.Kind.FORMAT);
	}

	private static @Nullable DifferencePath compare(JsonValue one, JsonValue other) {
		if (one.form() == other.form()) {
			return null;
		}
		if (one instanceof JsonValue.Elements array && other instanceof JsonValue.Elements counterpart) {
			return compare(array.elements(), counterpart.elements());
		}
		if (one instanceof JsonValue.Properties object && other instanceof JsonValue.Properties counterpart) {
			return compare(object.properties(), counterpart.properties());
		}
		return DifferencePath.of(DifferencePath.Kind.VALUE);
	}

	private static DifferencePath compare(List<JsonValue> one, List<JsonValue> other) {
		if (one.size() != other.size()) {
			return DifferencePath.of(DifferencePath.Kind.SIZE);
		}
		if (isReordered(one, other)) {
			return DifferencePath.of(DifferencePath.Kind.ORDER);
		}
		DifferencePath place = DifferencePath.inArray(one.size());
		for (int i = 0; i < one.size(); i++) {
			DifferencePath inner = compare(one.get(i), other.get(i));
			if (inner != null) {
				place.put(Integer.toString(i), inner);
			}
		}
		return place;
	}

	private static boolean isReordered(List<JsonValue> one, List<JsonValue> other) {
		List<Integer> before = one.stream().map(JsonValue::meaning).toList();
		List<Integer> after = other.stream().map(JsonValue::meaning).toList();
		return !before.equals(after) && before.stream().sorted().toList().equals(after.stream().sorted().toList());
	}

	// Properties that come and go are not named: there a name is likely to be a value,
	// such as the key of a map
	private static DifferencePath compare(Map<String, JsonValue> one, Map<String, JsonValue> other) {
		DifferencePath place = DifferencePath.inObject();
		if (!one.keySet().equals(other.keySet())) {
			place.with(DifferencePath.Kind.NAMES);
		}
		else if (!List.copyOf(one.keySet()).equals(List.copyOf(other.keySet()))) {
			place.with(DifferencePath.Kind.PROPERTY_ORDER);
		}
		one.forEach((name, value) -> {
			JsonValue counterpart = other.get(name);
			DifferencePath inner = (counterpart != null) ? compare(value, counterpart) : null;
			if (inner != null) {
				place.put(name, inner);
			}
		});
		return place;
	}

}
