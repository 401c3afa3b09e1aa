package io.github.conditionalcache.range;

import java.io.IOException;
import java.util.function.BiConsumer;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.answer.ManagedResponse;
import io.github.conditionalcache.exchange.read.ReadExchange;
import io.github.conditionalcache.exchange.read.ReadRules;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.http.server.ServletServerHttpResponse;

/**
 * Sends the part of a managed answer that a Range field asks for: only on GET, only in
 * bytes (RFC 9110 §14.2), and only when everything else is decided. The preconditions
 * have come out true by then, and If-Range is compared with the validators that label the
 * answer (§13.1.5, §13.2.2). Spring MVC would cut before any of it is known, so it does
 * not see the field. Thread-safe.
 *
 * @since 0.1.0
 */
public final class RangeSelection {

	private final ReadRules rules;

	/**
	 * Creates the selection.
	 * @param rules decide about a part
	 */
	public RangeSelection(ReadRules rules) {
		this.rules = rules;
	}

	/**
	 * Returns whether Spring MVC sends parts of a value. It can't tell the length of a
	 * stream without reading it.
	 * @param value the content that the handler returned
	 * @return whether it has parts
	 */
	public static boolean hasParts(@Nullable Object value) {
		return value instanceof Resource && !value.getClass().equals(InputStreamResource.class);
	}

	/**
	 * Returns whether content will not get a tag because it is too long to be held back,
	 * and nothing else speaks against sending a part of it.
	 * @param exchange the exchange
	 * @param body the content
	 * @return whether a part is due although the whole has no validator
	 */
	public boolean isBeyondHashing(ReadExchange exchange, @Nullable Object body) {
		if (exchange.range() == null || !allowsPart(exchange) || !(body instanceof Resource resource)
				|| !hasParts(body)) {
			return false;
		}
		Long length = lengthOf(resource);
		return length != null && exchange.response().isBeyondLimit(length);
	}

	/**
	 * Selects the part of a value that is written, once the exchange is decided.
	 * @param exchange the exchange
	 * @param body the value
	 * @param converter the converter that will write it
	 * @param contentType media type that it will be written as
	 * @param response the response
	 * @return the value, a part of it, or {@code null} if it has no such part
	 */
	public @Nullable Object select(ReadExchange exchange, @Nullable Object body,
			Class<? extends HttpMessageConverter<?>> converter, MediaType contentType,
			ServletServerHttpResponse response) {
		if (exchange.range() == null || exchange.isUndecided() || !(body instanceof Resource resource)
				|| !hasParts(body) || !ResourceHttpMessageConverter.class.isAssignableFrom(converter)
				|| !isPartDue(exchange, response.getServletResponse())) {
			return body;
		}
		ByteRanges ranges = rangesOf(resource, exchange.range());
		if (ranges == null) {
			return body;
		}
		if (ranges.isUnsatisfiable()) {
			refuse(exchange, ranges, response.getServletResponse(), response.getHeaders()::set);
			return null;
		}
		MediaType type = typeOf(resource, contentType, response.getHeaders().getContentType());
		PartialContent part = new PartialContent(resource, ranges, type.toString());
		response.getServletResponse().setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
		part.describe(response.getHeaders()::set);
		return part;
	}

	// A stream can be read only once
	private static @Nullable ByteRanges rangesOf(Resource resource, String field) {
		Long length = lengthOf(resource);
		ByteRanges ranges = (length != null) ? ByteRanges.select(field, length) : null;
		boolean several = ranges != null && ranges.spans().size() > 1;
		return (several && resource instanceof InputStreamResource) ? null : ranges;
	}

	/**
	 * Sends the part that is due of content held back, now that the exchange is decided.
	 * @param exchange the exchange
	 * @throws IOException if the client is gone
	 */
	public void cut(ReadExchange exchange) throws IOException {
		ManagedResponse response = exchange.response();
		if (exchange.range() == null || !response.isHolding() || exchange.isUndecided()
				|| !isPartDue(exchange, response)) {
			return;
		}
		ByteRanges ranges = ByteRanges.select(exchange.range(), response.held().size());
		if (ranges == null) {
			return;
		}
		if (ranges.isUnsatisfiable()) {
			refuse(exchange, ranges, response, response::setHeader);
			response.setContentType(null);
		}
		else {
			send(ranges, response);
		}
	}

	private static void send(ByteRanges ranges, ManagedResponse response) throws IOException {
		PartialContent part = new PartialContent(new ByteArrayResource(response.takeHeld()), ranges,
				response.getContentType());
		response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
		if (ranges.spans().size() > 1) {
			// Else Tomcat appends it to the boundary
			response.setCharacterEncoding((String) null);
		}
		part.describe(response::setHeader);
		part.getInputStream().transferTo(response.getOutputStream());
	}

	private boolean isPartDue(ReadExchange exchange, HttpServletResponse response) {
		return response.getStatus() == HttpServletResponse.SC_OK && allowsPart(exchange)
				&& (exchange.outcome().label() == null || exchange.isConfirmed());
	}

	private boolean allowsPart(ReadExchange exchange) {
		return this.rules.allowPart(exchange.preconditions(), exchange.outcome());
	}

	private static void refuse(ReadExchange exchange, ByteRanges ranges, HttpServletResponse response,
			BiConsumer<String, String> fields) {
		exchange.response().abandon(Reason.STATUS);
		response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
		fields.accept(HttpHeaders.CONTENT_RANGE, "bytes */" + ranges.length());
	}

	private static @Nullable Long lengthOf(Resource resource) {
		try {
			long length = resource.contentLength();
			return (length >= 0) ? length : null;
		}
		catch (IOException | RuntimeException ex) {
			return null;
		}
	}

	// As the converter finds it
	private static MediaType typeOf(Resource resource, MediaType selected, @Nullable MediaType set) {
		MediaType type = (set != null) ? set : selected;
		return (type.isConcrete() && !type.equals(MediaType.APPLICATION_OCTET_STREAM)) ? type
				: MediaTypeFactory.getMediaType(resource).orElse(MediaType.APPLICATION_OCTET_STREAM);
	}

}
