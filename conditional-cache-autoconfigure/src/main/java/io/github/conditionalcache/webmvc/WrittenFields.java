package io.github.conditionalcache.webmvc;

import java.net.URI;

import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpResponse;

/**
 * Labels the answer to a write with the entity tag of what was written: a 200 that holds
 * the new representation, which Content-Location then says (RFC 9110 §8.7), and a 201
 * (§15.3.2). Never a 204, which would promise that the content was stored as it was sent
 * (§9.3.4). Thread-safe.
 */
final class WrittenFields {

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
				|| (status != HttpServletResponse.SC_OK && status != HttpServletResponse.SC_CREATED)) {
			return;
		}
		String path = (status == HttpServletResponse.SC_CREATED) ? created(request, response) : request.getRequestURI();
		HandlerPolicy policy = path.equals(request.getRequestURI()) ? exchange.policy() : readerOf(request, path);
		Validators written = (policy != null) ? this.decision.written(exchange, path, policy, version) : null;
		EntityTag tag = (written != null) ? written.entityTag() : null;
		if (tag != null) {
			response.getHeaders().set(HttpHeaders.ETAG, tag.toString());
			if (status == HttpServletResponse.SC_OK && !has(response, HttpHeaders.CONTENT_LOCATION)) {
				response.getHeaders().set(HttpHeaders.CONTENT_LOCATION, path);
			}
		}
	}

	private static boolean has(ServletServerHttpResponse response, String name) {
		return response.getHeaders().getFirst(name) != null || response.getServletResponse().containsHeader(name);
	}

	private static String created(HttpServletRequest request, ServletServerHttpResponse response) {
		String pending = response.getHeaders().getFirst(HttpHeaders.LOCATION);
		String location = (pending != null) ? pending : response.getServletResponse().getHeader(HttpHeaders.LOCATION);
		if (location == null) {
			return request.getRequestURI();
		}
		try {
			return URI.create(request.getRequestURL().toString()).resolve(location).getRawPath();
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

	private @Nullable HandlerPolicy readerOf(HttpServletRequest request, String path) {
		String context = request.getContextPath();
		return path.startsWith(context + "/") ? this.policies.readerOf(path.substring(context.length())) : null;
	}

}
