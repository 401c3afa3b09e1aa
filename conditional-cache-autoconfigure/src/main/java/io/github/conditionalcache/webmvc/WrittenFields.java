package io.github.conditionalcache.webmvc;

import java.net.URI;
import java.util.Objects;

import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpResponse;

/**
 * Labels the answer to a write with the entity tag of what was written: a 200 that holds
 * the new representation, which Content-Location then says (RFC 9110 §8.7), and a 201
 * (§15.3.2). A 204 only if the handler says that the content was stored as it was sent,
 * which is what a tag on it promises (§9.3.4). Thread-safe.
 */
final class WrittenFields {

	private static final Log logger = LogFactory.getLog(WrittenFields.class);

	private final WritePolicies policies;

	private final WriteDecision decision;

	WrittenFields(WritePolicies policies, WriteDecision decision) {
		this.policies = policies;
		this.decision = decision;
	}

	void label(WriteExchange exchange, HttpServletRequest request, ServletServerHttpResponse response) {
		Object version = exchange.written();
		int status = response.getServletResponse().getStatus();
		if (version == null || has(response, HttpHeaders.ETAG)
				|| (status != HttpServletResponse.SC_OK && status != HttpServletResponse.SC_CREATED
						&& !(status == HttpServletResponse.SC_NO_CONTENT && exchange.isStoredAsSent()))) {
			return;
		}
		try {
			String path = (status == HttpServletResponse.SC_CREATED) ? created(request, response)
					: request.getRequestURI();
			EntityTag tag = (path != null) ? tag(exchange, request, path, version) : null;
			if (path != null && tag != null) {
				set(response, status, tag, path, readerOf(request, path) != null);
			}
		}
		catch (RuntimeException ex) {
			logger.warn(exchange.writePolicy().method() + " has written, but its answer gets no entity tag", ex);
		}
	}

	private @Nullable EntityTag tag(WriteExchange exchange, HttpServletRequest request, String path, Object version) {
		boolean here = path.equals(request.getRequestURI());
		HandlerPolicy policy = here ? exchange.policy() : readerOf(request, path);
		Validators written = (policy != null)
				? this.decision.written(exchange, here ? request : new WithoutQuery(request), path, policy, version)
				: null;
		return (written != null) ? written.entityTag() : null;
	}

	// Not among the fields that are still to be written: there may be nothing to write
	private static void set(ServletServerHttpResponse response, int status, EntityTag tag, String path,
			boolean readable) {
		response.getServletResponse().setHeader(HttpHeaders.ETAG, tag.toString());
		CrossOrigin.exposeEntityTag(response.getServletResponse());
		if (status == HttpServletResponse.SC_OK && readable && !has(response, HttpHeaders.CONTENT_LOCATION)) {
			response.getServletResponse().setHeader(HttpHeaders.CONTENT_LOCATION, path);
		}
	}

	private static boolean has(ServletServerHttpResponse response, String name) {
		return response.getHeaders().getFirst(name) != null || response.getServletResponse().containsHeader(name);
	}

	private static @Nullable String created(HttpServletRequest request, ServletServerHttpResponse response) {
		String pending = response.getHeaders().getFirst(HttpHeaders.LOCATION);
		String location = (pending != null) ? pending : response.getServletResponse().getHeader(HttpHeaders.LOCATION);
		if (location == null) {
			return request.getRequestURI();
		}
		URI requested = URI.create(request.getRequestURL().toString());
		URI created = requested.resolve(location);
		boolean ours = Objects.equals(requested.getRawAuthority(), created.getRawAuthority())
				&& created.getRawQuery() == null;
		return ours ? created.getRawPath() : null;
	}

	private @Nullable HandlerPolicy readerOf(HttpServletRequest request, String path) {
		String context = request.getContextPath();
		return path.startsWith(context + "/") ? this.policies.readerOf(path.substring(context.length())) : null;
	}

	/**
	 * A request as the next one will be, for another resource.
	 */
	private static final class WithoutQuery extends HttpServletRequestWrapper {

		WithoutQuery(HttpServletRequest request) {
			super(request);
		}

		@Override
		public @Nullable String getQueryString() {
			return null;
		}

	}

}
