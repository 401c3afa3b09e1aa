package io.github.conditionalcache.selector;

import java.util.Arrays;
import java.util.Comparator;

import io.github.conditionalcache.tag.CanonicalBytes;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of the query as they were sent, in whatever order. They are not decoded:
 * a query that can't be is answered as it ever was, and asking for parameters may read
 * the content of a form. Immutable.
 */
public final class QuerySelector implements Selector {

	private static final Comparator<String> BY_NAME = Comparator.comparing(QuerySelector::name);

	@Override
	public void addTo(CanonicalBytes variant, Selection selection) {
		HttpServletRequest request = selection.request();
		addSorted(variant, request.getQueryString());
		Object forwardedFrom = request.getAttribute(RequestDispatcher.FORWARD_QUERY_STRING);
		if (forwardedFrom != null) {
			addSorted(variant, forwardedFrom.toString());
		}
	}

	private static void addSorted(CanonicalBytes variant, @Nullable String query) {
		if (query == null || query.indexOf('&') < 0) {
			variant.add(query);
			return;
		}
		String[] pairs = query.split("&", -1);
		if (Arrays.stream(pairs).map(QuerySelector::name).anyMatch(QuerySelector::isEncoded)) {
			variant.add(query);
			return;
		}
		// Stable, so that the values of one name keep their order
		Arrays.sort(pairs, BY_NAME);
		variant.add(pairs.length);
		for (String pair : pairs) {
			variant.add(pair);
		}
	}

	private static String name(String pair) {
		int equals = pair.indexOf('=');
		return (equals >= 0) ? pair.substring(0, equals) : pair;
	}

	// It may be another's name in another spelling, and then their order counts
	private static boolean isEncoded(String name) {
		return name.indexOf('%') >= 0 || name.indexOf('+') >= 0;
	}

	@Override
	public boolean tellsApart(Selection selection) {
		return false;
	}

}
