package io.github.conditionalcache.servlet;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.TreeSet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The request as Spring sees it while it handles a managed handler's return value: it
 * looks the conditional fields up to answer by its own rules, and must not find them.
 * Once it has done so they are revealed again, for the advice and the converters of the
 * application. A Range stays hidden, since the part is cut out in the end.
 */
public final class HiddenConditionsRequest extends HttpServletRequestWrapper {

	private static final Set<String> CONDITIONS = caseInsensitive(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH,
			HttpHeaders.IF_MODIFIED_SINCE, HttpHeaders.IF_UNMODIFIED_SINCE);

	private final boolean rangeHidden;

	private boolean conditionsHidden;

	public HiddenConditionsRequest(HttpServletRequest request, boolean conditionsHidden, boolean rangeHidden) {
		super(request);
		this.conditionsHidden = conditionsHidden;
		this.rangeHidden = rangeHidden;
	}

	private static Set<String> caseInsensitive(String... names) {
		Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		Collections.addAll(set, names);
		return Collections.unmodifiableSet(set);
	}

	@Override
	public @Nullable String getHeader(String name) {
		return isHidden(name) ? null : super.getHeader(name);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
	}

	@Override
	public long getDateHeader(String name) {
		return isHidden(name) ? -1 : super.getDateHeader(name);
	}

	public void reveal() {
		this.conditionsHidden = false;
	}

	private boolean isHidden(String name) {
		if (HttpHeaders.RANGE.equalsIgnoreCase(name)) {
			return this.rangeHidden;
		}
		return this.conditionsHidden && CONDITIONS.contains(name);
	}

}
