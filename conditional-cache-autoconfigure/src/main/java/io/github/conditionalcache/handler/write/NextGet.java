package io.github.conditionalcache.handler.write;

import java.net.URI;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.UrlPathHelper;

/**
 * The GET that a client may send after a write, for what was written: with the fields of
 * the write but for those of its content. What is set as an attribute stays here. Not
 * thread-safe.
 */
public final class NextGet extends HttpServletRequestWrapper {

	private static final Set<String> OF_CONTENT = Set.of("content-type", "content-length", "transfer-encoding",
			"content-encoding");

	private final String path;

	private final @Nullable String query;

	private final boolean sameResource;

	private final Map<String, @Nullable Object> attributes = new HashMap<>();

	private @Nullable MultiValueMap<String, String> parameters;

	private NextGet(HttpServletRequest request, String path, @Nullable String query) {
		super(request);
		this.path = path;
		this.query = query;
		this.sameResource = path.equals(request.getRequestURI()) && Objects.equals(query, request.getQueryString());
		this.attributes.put(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE, null);
		ServletRequestPathUtils.parseAndCache(this);
		UrlPathHelper.defaultInstance.resolveAndCacheLookupPath(this);
	}

	/**
	 * Returns the GET of the resource that a request writes to.
	 * @param request the request
	 * @return the next request
	 */
	public static NextGet of(HttpServletRequest request) {
		return new NextGet(request, request.getRequestURI(), request.getQueryString());
	}

	/**
	 * Returns the GET of a resource that the answer names.
	 * @param request the request
	 * @param reference reference to the resource, relative to that of the request
	 * @return the next request, or {@code null} if the resource is not this
	 * application's, or clients may spell its URI in several ways
	 */
	public static @Nullable NextGet of(HttpServletRequest request, String reference) {
		URI named = UriReference.resolve(request.getRequestURL().toString(), reference);
		try {
			return (named != null) ? new NextGet(request, named.getRawPath(), named.getRawQuery()) : null;
		}
		catch (IllegalArgumentException ex) {
			// Its path is outside of the application, where Spring can't parse it
			return null;
		}
	}

	/**
	 * Returns whether it is for the resource that was written to.
	 * @return whether path and query are the same
	 */
	public boolean isOfSameResource() {
		return this.sameResource;
	}

	/**
	 * Returns the reference by which an answer can name the resource.
	 * @return path and query, or {@code null} if the path looks like a host
	 */
	public @Nullable String reference() {
		if (this.path.startsWith("//")) {
			return null;
		}
		return (this.query != null) ? this.path + "?" + this.query : this.path;
	}

	@Override
	public String getMethod() {
		return "GET";
	}

	@Override
	public String getRequestURI() {
		return this.path;
	}

	@Override
	public StringBuffer getRequestURL() {
		StringBuffer url = super.getRequestURL();
		String before = ((HttpServletRequest) getRequest()).getRequestURI();
		return url.replace(url.length() - before.length(), url.length(), this.path);
	}

	@Override
	public @Nullable String getQueryString() {
		return this.query;
	}

	@Override
	public @Nullable String getParameter(String name) {
		return parameters().getFirst(name);
	}

	@Override
	public String @Nullable [] getParameterValues(String name) {
		return getParameterMap().get(name);
	}

	@Override
	public Enumeration<String> getParameterNames() {
		return Collections.enumeration(parameters().keySet());
	}

	@Override
	public Map<String, String[]> getParameterMap() {
		Map<String, String[]> map = new HashMap<>();
		parameters().forEach((name, values) -> map.put(name, values.toArray(String[]::new)));
		return map;
	}

	private MultiValueMap<String, String> parameters() {
		MultiValueMap<String, String> known = this.parameters;
		if (known == null) {
			known = QueryParameters.of(this.query);
			this.parameters = known;
		}
		return known;
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		return this.attributes.containsKey(name) ? this.attributes.get(name) : super.getAttribute(name);
	}

	@Override
	public void setAttribute(String name, @Nullable Object value) {
		this.attributes.put(name, value);
	}

	@Override
	public void removeAttribute(String name) {
		this.attributes.put(name, null);
	}

	@Override
	public @Nullable String getHeader(String name) {
		return isOfContent(name) ? null : super.getHeader(name);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return isOfContent(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
	}

	@Override
	public Enumeration<String> getHeaderNames() {
		List<String> names = Collections.list(super.getHeaderNames());
		names.removeIf(NextGet::isOfContent);
		return Collections.enumeration(names);
	}

	private static boolean isOfContent(String name) {
		return OF_CONTENT.contains(name.toLowerCase(Locale.ROOT));
	}

	@Override
	public @Nullable String getContentType() {
		return null;
	}

	@Override
	public int getContentLength() {
		return -1;
	}

	@Override
	public long getContentLengthLong() {
		return -1;
	}

}
