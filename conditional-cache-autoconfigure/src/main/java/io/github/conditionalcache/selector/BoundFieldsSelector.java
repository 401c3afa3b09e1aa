package io.github.conditionalcache.selector;

import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.conditionalcache.tag.CanonicalBytes;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Request fields that Spring MVC binds to an object of the handler: {@code X-Tenant} to
 * the property {@code xTenant}, as long as no parameter has that name. Few requests bring
 * such a field, and only theirs are told apart. Immutable.
 *
 * @param names names that can be bound
 * @param any whether the application has a say in which fields are bound
 */
public record BoundFieldsSelector(Set<String> names, boolean any) implements Selector {

	/** Never bound by ExtendedServletRequestDataBinder unless it is told otherwise. */
	private static final Set<String> UNBOUND = Set.of("accept", "authorization", "connection", "cookie", "from", "host",
			"origin", "priority", "range", "referer", "upgrade");

	public BoundFieldsSelector {
		names = Set.copyOf(names);
	}

	@Override
	public void addTo(CanonicalBytes variant, Selection selection) {
		List<String> sent = sentFields(selection.request());
		variant.add(sent.size());
		sent.forEach((name) -> FieldSelector.add(variant, selection.request(), name));
	}

	@Override
	public List<String> sentFields(HttpServletRequest request) {
		List<String> sent = List.of();
		Enumeration<String> fields = request.getHeaderNames();
		while (fields != null && fields.hasMoreElements()) {
			String field = fields.nextElement();
			if (isBound(field)) {
				sent = sent.isEmpty() ? new ArrayList<>() : sent;
				sent.add(field);
			}
		}
		return sent;
	}

	@Override
	public boolean maySendFields() {
		return true;
	}

	@Override
	public boolean tellsApart(Selection selection) {
		return !sentFields(selection.request()).isEmpty();
	}

	private boolean isBound(String field) {
		if (!this.any && UNBOUND.contains(field.toLowerCase(Locale.ROOT))) {
			return false;
		}
		for (String name : this.names) {
			if (isBound(field, name)) {
				return true;
			}
		}
		return false;
	}

	// Without hyphens, after a marker of form fields, up to where a nested property
	// begins
	private static boolean isBound(String field, String name) {
		int position = 0;
		for (int i = 0; i < field.length(); i++) {
			char c = field.charAt(i);
			if (c == '-' || (position == 0 && (c == '_' || c == '!'))) {
				continue;
			}
			if (position == name.length()) {
				return c == '.' || c == '[';
			}
			if (Character.toLowerCase(c) != Character.toLowerCase(name.charAt(position))) {
				return false;
			}
			position++;
		}
		return position == name.length();
	}

}
