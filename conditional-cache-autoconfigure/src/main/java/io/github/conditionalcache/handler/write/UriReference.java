package io.github.conditionalcache.handler.write;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * References to resources of the server that a request was sent to (RFC 3986 §4.1).
 */
final class UriReference {

	private static final char LAST_OF_URI = '~';

	private UriReference() {
	}

	/**
	 * Resolves a reference.
	 * @param base the URI of the request
	 * @param reference a reference, relative to it
	 * @return the URI, or {@code null} if the resource is not this server's, or clients
	 * may spell its URI in several ways
	 */
	static @Nullable URI resolve(String base, String reference) {
		if (reference.chars().anyMatch((character) -> character <= ' ' || character > LAST_OF_URI)) {
			return null;
		}
		try {
			URI requested = new URI(base);
			URI named = resolve(requested, new URI(reference));
			// Resolving has made one slash of several, which is another resource
			boolean here = Objects.equals(origin(requested), origin(named)) && named.getRawPath() != null
					&& !hasEmptySegment(new URI(reference));
			return here ? named : null;
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return null;
		}
	}

	// RFC 3986 §5.2: a reference without a path keeps that of the base, which
	// java.net.URI does not know
	private static URI resolve(URI base, URI reference) {
		boolean pathless = reference.getScheme() == null && reference.getRawAuthority() == null
				&& !StringUtils.hasLength(reference.getRawPath());
		if (!pathless) {
			return base.resolve(reference).normalize();
		}
		String query = reference.getRawQuery();
		return base.resolve(base.getRawPath() + ((query != null) ? "?" + query : ""));
	}

	private static boolean hasEmptySegment(URI reference) {
		return reference.getRawPath() != null && reference.getRawPath().contains("//");
	}

	private static @Nullable String origin(URI uri) {
		String scheme = uri.getScheme();
		String host = uri.getHost();
		if (scheme == null || host == null) {
			return null;
		}
		String lower = scheme.toLowerCase(Locale.ROOT);
		int port = (uri.getPort() >= 0) ? uri.getPort() : (lower.equals("https") ? 443 : 80);
		return lower + "://" + host.toLowerCase(Locale.ROOT) + ":" + port;
	}

}
