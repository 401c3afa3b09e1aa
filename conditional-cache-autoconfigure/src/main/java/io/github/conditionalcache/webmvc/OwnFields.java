package io.github.conditionalcache.webmvc;

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * The header fields that the library itself put onto a response, so that they can be
 * taken back when the answer turns out to be another one.
 */
final class OwnFields {

	private List<Field> fields = List.of();

	/**
	 * Sets a field that the application left out.
	 * @param response the response
	 * @param name field name
	 * @param value field value, or {@code null} to remove the field
	 */
	void set(HttpServletResponse response, String name, @Nullable String value) {
		if (this.fields.isEmpty()) {
			this.fields = new ArrayList<>(4);
		}
		this.fields.add(new Field(name,
				response.containsHeader(name) ? List.copyOf(response.getHeaders(name)) : List.of(), value));
		response.setHeader(name, value);
	}

	boolean isEmpty() {
		return this.fields.isEmpty();
	}

	/**
	 * Puts every field back to what it was before, but for those that the application has
	 * changed since.
	 * @param response the response
	 */
	void withdraw(HttpServletResponse response) {
		for (int i = this.fields.size() - 1; i >= 0; i--) {
			Field field = this.fields.get(i);
			List<String> ours = (field.value() != null) ? List.of(field.value()) : List.of();
			if (ours.equals(List.copyOf(response.getHeaders(field.name())))) {
				response.setHeader(field.name(), null);
				field.before().forEach((line) -> response.addHeader(field.name(), line));
			}
		}
		this.fields = List.of();
	}

	private record Field(String name, List<String> before, @Nullable String value) {

	}

}
