package io.github.conditionalcache.exchange.write;

import java.util.Objects;

import io.github.conditionalcache.answer.CrossOrigin;
import io.github.conditionalcache.answer.PendingFields;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.handler.write.NextGet;
import io.github.conditionalcache.handler.write.Readers;
import io.github.conditionalcache.handler.write.WritePolicies;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpResponse;

/**
 * Labels the answer to a write with the entity tag of the written resource: a 200 that
 * holds the new representation, which Content-Location then says (RFC 9110 §8.7), and a
 * 201 (§15.3.2). An answer to PUT without the new representation has a tag only if the
 * handler says that the content was stored as it was sent, which is the meaning of a tag
 * on it promises (§9.3.4). Thread-safe.
 */
public final class WrittenTag {

	private static final Log logger = LogFactory.getLog(WrittenTag.class);

	private final WritePolicies writes;

	private final WriteVersions versions;

	public WrittenTag(WritePolicies writes, WriteVersions versions) {
		this.writes = writes;
		this.versions = versions;
	}

	/**
	 * Labels an answer, if the handler has told a version.
	 * @param exchange the exchange
	 * @param request the request
	 * @param response the response with the application's fields
	 * @param hasContent whether it has content
	 * @throws IllegalArgumentException if the version is of another kind than that of the
	 * resource
	 */
	public void label(WriteExchange exchange, HttpServletRequest request, ServletServerHttpResponse response,
			boolean hasContent) {
		WriteExchange.Written written = exchange.takeWritten();
		if (written == null || PendingFields.first(response, HttpHeaders.ETAG) != null) {
			return;
		}
		WrittenAnswer answer = new WrittenAnswer(response.getServletResponse().getStatus(),
				request.getMethod().equals("PUT"), hasContent, written.asSent());
		NextGet next = answer.mayBeLabelled() ? resource(answer, request, response) : null;
		if (next == null) {
			return;
		}
		Readers.Reader reader;
		try {
			reader = this.writes.readerOf(next);
		}
		catch (RuntimeException ex) {
			warn(exchange, ex);
			return;
		}
		String location = (reader != null) ? next.reference() : null;
		ReadPolicy policy = policy(exchange, next, reader);
		if (policy == null || (answer.needsContentLocation() && location == null)) {
			return;
		}
		exchange.requireKind(written.version(), policy.declared());
		EntityTag tag = tag(exchange, next, policy, written.version());
		if (tag != null) {
			set(response, tag, answer.mayNameContent() ? location : null);
		}
	}

	private static @Nullable NextGet resource(WrittenAnswer answer, HttpServletRequest request,
			ServletServerHttpResponse response) {
		String location = answer.isCreated() ? PendingFields.first(response, HttpHeaders.LOCATION) : null;
		NextGet named = (location != null) ? NextGet.of(request, location) : NextGet.of(request);
		String contentLocation = answer.hasContent() ? PendingFields.first(response, HttpHeaders.CONTENT_LOCATION)
				: null;
		if (named == null || contentLocation == null || answer.isStoredAsSent()) {
			return named;
		}
		// The content is that of another resource, and so would the tag be
		NextGet ofContent = NextGet.of(request, contentLocation);
		boolean same = ofContent != null && ofContent.getRequestURI().equals(named.getRequestURI())
				&& Objects.equals(ofContent.getQueryString(), named.getQueryString());
		return same ? named : null;
	}

	private static @Nullable ReadPolicy policy(WriteExchange exchange, NextGet next, Readers.@Nullable Reader reader) {
		ReadPolicy ofReader = (reader != null) ? reader.policy() : null;
		if (ofReader != null) {
			return (ofReader.used() != null) ? ofReader : null;
		}
		return next.isOfSameResource() ? exchange.readPolicy() : null;
	}

	private @Nullable EntityTag tag(WriteExchange exchange, NextGet next, ReadPolicy policy, Object version) {
		try {
			Validators written = this.versions.written(exchange, next, policy, version);
			return (written != null) ? written.entityTag() : null;
		}
		catch (RuntimeException ex) {
			warn(exchange, ex);
			return null;
		}
	}

	private static void warn(WriteExchange exchange, RuntimeException failure) {
		logger.warn(exchange.writePolicy().method() + " has written, but its answer gets no entity tag", failure);
	}

	// Not among the fields that are still to be written: there may be nothing to write
	private static void set(ServletServerHttpResponse response, EntityTag tag, @Nullable String contentLocation) {
		response.getServletResponse().setHeader(HttpHeaders.ETAG, tag.toString());
		CrossOrigin.exposeEntityTag(response.getServletResponse());
		if (contentLocation != null && PendingFields.first(response, HttpHeaders.CONTENT_LOCATION) == null) {
			response.getServletResponse().setHeader(HttpHeaders.CONTENT_LOCATION, contentLocation);
		}
	}

}
