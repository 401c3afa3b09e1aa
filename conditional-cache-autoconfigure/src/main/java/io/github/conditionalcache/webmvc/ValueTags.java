package io.github.conditionalcache.webmvc;

import java.time.Instant;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.validator.FileValidators;
import io.github.conditionalcache.validator.OpaqueTags;
import io.github.conditionalcache.validator.ValueVersion;
import io.github.conditionalcache.validator.ValueVersions;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;

/**
 * Validators of a returned value: from its marks, or, for a file, from its size and
 * modification time. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ValueTags {

	private final ValueVersions versions;

	private final FileValidators files;

	private final OpaqueTags tags;

	private final Variants variants;

	private final ResponseFields fields;

	private final Negotiation negotiation;

	/**
	 * Creates the source.
	 * @param versions reads marks
	 * @param files reads files
	 * @param tags makes opaque tags
	 * @param variants tells representations of one state apart
	 * @param fields tells which dates can be sent
	 * @param negotiation tells what a request may select between
	 */
	public ValueTags(ValueVersions versions, FileValidators files, OpaqueTags tags, Variants variants,
			ResponseFields fields, Negotiation negotiation) {
		this.versions = versions;
		this.files = files;
		this.tags = tags;
		this.variants = variants;
		this.fields = fields;
		this.negotiation = negotiation;
	}

	static ValidatorKind kindOf(@Nullable Object value) {
		return (value instanceof Resource) ? ValidatorKind.FILE : ValidatorKind.VALUE;
	}

	/**
	 * Returns the validators of a value.
	 * @param exchange the exchange
	 * @param request the request
	 * @param value what the handler returned
	 * @param contentType media type that it will be written as
	 * @return the validators, or {@code null} if the value has none
	 */
	@Nullable Validators of(Exchange exchange, HttpServletRequest request, @Nullable Object value,
			@Nullable MediaType contentType) {
		if (value instanceof Resource resource) {
			return ofFile(exchange, request, resource);
		}
		ValueVersion version = this.versions.read(value);
		if (version == null) {
			return null;
		}
		boolean strong = exchange.policy().strength() == Strength.STRONG;
		boolean severalFormats = value != null && this.negotiation.isOpen(request, value.getClass());
		return validators(exchange, request, version, (contentType != null) ? contentType.toString() : null,
				severalFormats, strong);
	}

	/**
	 * Returns the validators of a version that is declared for the handler.
	 * @param exchange the exchange
	 * @param request the request
	 * @param version the declared version
	 * @param returned type of what the handler returns
	 * @return the validators
	 */
	Validators ofDeclared(Exchange exchange, HttpServletRequest request, ValueVersion version, Class<?> returned) {
		return validators(exchange, request, version, this.negotiation.requested(request),
				this.negotiation.isOpen(request, returned), exchange.policy().strength() == Strength.STRONG);
	}

	private @Nullable Validators ofFile(Exchange exchange, HttpServletRequest request, Resource resource) {
		ValueVersion version = this.files.read(resource);
		if (version == null) {
			return null;
		}
		// Strong, or no If-Range could ever be true; but a file that is just being
		// written
		// may change again within its time stamp's grain
		boolean settled = this.fields.sendable(version.lastModified()) != null;
		boolean strong = settled && exchange.policy().strength() != Strength.WEAK;
		return validators(exchange, request, version, null, false, strong);
	}

	private Validators validators(Exchange exchange, HttpServletRequest request, ValueVersion version,
			@Nullable String mediaType, boolean severalFormats, boolean strong) {
		String opaque = this.tags.of(request.getRequestURI(), version.state(),
				this.variants.of(exchange, request, mediaType));
		Instant lastModified = this.variants.areSeveral(exchange, request, severalFormats) ? null
				: this.fields.sendable(version.lastModified());
		return Validators.of(strong ? EntityTag.strong(opaque) : EntityTag.weak(opaque), lastModified);
	}

}
