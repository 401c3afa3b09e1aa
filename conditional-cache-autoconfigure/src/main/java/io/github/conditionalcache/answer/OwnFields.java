package io.github.conditionalcache.answer;

import java.util.List;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * The header fields that the library itself put onto a response, so that they can be
 * taken back when the answer turns out to be another one.
 */
public final class OwnFields {

	private @Nullable Field last;

	/**
	 * Sets a field that the application left out.
	 * @param response the response
	 * @param name field name
	 * @param value field value, or {@code null} to remove the field
	 */
	public void set(HttpServletResponse response, String name, @Nullable String value) {
		this.last = new Field(name, response.containsHeader(name) ? List.copyOf(response.getHeaders(name)) : List.of(),
				value, this.last);
		response.setHeader(name, value);
	}

	public boolean isEmpty() {
		return this.last == null;
	}

	/**
	 * Puts every field back to its earlier value, but for those that the application has
	 * changed since.
	 * @param response the response
	 */
	public void withdraw(HttpServletResponse response) {
		for (Field field = this.last; field != null; field = field.earlier()) {
			List<String> ours = (field.value() != null) ? List.of(field.value()) : List.of();
			if (ours.equals(List.copyOf(response.getHeaders(field.name())))) {
				response.setHeader(field.name(), null);
				for (String line : field.before()) {
					response.addHeader(field.name(), line);
				}
			}
		}
		this.last = null;
	}

	/**
	 * A field that was set.
	 *
	 * @param name its name
	 * @param before its lines before
	 * @param value its value, or {@code null} if it was removed
	 * @param earlier the one set before
	 */
	private record Field(String name, List<String> before, @Nullable String value, @Nullable Field earlier) {

	}

}
