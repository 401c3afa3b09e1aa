package io.github.conditionalcache.selector;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import io.github.conditionalcache.validator.Parts;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The parameters of the query, in whatever order they were sent. Immutable.
 */
final class QuerySelector implements Selector {

	@Override
	public void addTo(Parts variant, Selection selection) {
		HttpServletRequest request = selection.request();
		if (request.getQueryString() == null) {
			variant.addAbsent();
			return;
		}
		Map<String, String[]> sorted = new TreeMap<>(request.getParameterMap());
		variant.add(sorted.size());
		sorted.forEach((name, values) -> {
			variant.add(name).add(values.length);
			Arrays.stream(values).forEach(variant::add);
		});
	}

	@Override
	public boolean tellsApart(Selection selection) {
		return false;
	}

}
