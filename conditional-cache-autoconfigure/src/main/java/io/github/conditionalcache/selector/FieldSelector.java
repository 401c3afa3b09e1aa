package io.github.conditionalcache.selector;

import java.util.Enumeration;
import java.util.List;

import io.github.conditionalcache.tag.CanonicalBytes;
import jakarta.servlet.http.HttpServletRequest;

/**
 * A request field: all its lines. Immutable.
 *
 * @param name name of the field
 */
public record FieldSelector(String name) implements Selector {

	@Override
	public void addTo(CanonicalBytes variant, Selection selection) {
		add(variant, selection.request(), this.name);
	}

	/**
	 * Adds all lines of a request field.
	 * @param variant takes them
	 * @param request the request
	 * @param name name of the field
	 */
	public static void add(CanonicalBytes variant, HttpServletRequest request, String name) {
		variant.add(name);
		String first = request.getHeader(name);
		if (first == null) {
			variant.addAbsent();
			return;
		}
		Enumeration<String> lines = request.getHeaders(name);
		if (!lines.hasMoreElements()) {
			// Some request wrappers override getHeader but not getHeaders
			variant.add(first).add(1);
			return;
		}
		int count = 0;
		while (lines.hasMoreElements()) {
			variant.add(lines.nextElement());
			count++;
		}
		variant.add(count);
	}

	@Override
	public List<String> fields() {
		return List.of(this.name);
	}

	@Override
	public boolean tellsApart(Selection selection) {
		return true;
	}

}
