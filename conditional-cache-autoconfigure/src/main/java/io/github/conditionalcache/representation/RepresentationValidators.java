package io.github.conditionalcache.representation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.handler.write.NextGet;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.tag.CanonicalBytes;
import io.github.conditionalcache.tag.EntityTags;
import io.github.conditionalcache.tag.ValueVersion;
import io.github.conditionalcache.version.marked.FileVersions;
import io.github.conditionalcache.version.marked.MarkedVersions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/**
 * Validators of a returned value: from its marks, or, for a file, from its size and
 * modification time. Thread-safe.
 *
 * @since 0.1.0
 */
public final class RepresentationValidators {

	private final MarkedVersions versions;

	private final FileVersions files;

	private final EntityTags tags;

	private final SendableDates dates;

	/**
	 * Creates the maker of validators.
	 * @param versions reads marks
	 * @param files reads files
	 * @param tags makes entity tags
	 * @param dates knows which dates can be sent
	 */
	public RepresentationValidators(MarkedVersions versions, FileVersions files, EntityTags tags, SendableDates dates) {
		this.versions = versions;
		this.files = files;
		this.tags = tags;
		this.dates = dates;
	}

	/**
	 * Returns the validators of a value.
	 * @param selected the selected representation
	 * @param value the value that the handler returned
	 * @param contentType media type that it will be written as
	 * @param response the response, with the application's fields
	 * @return the validators, or {@code null} if the value has none
	 */
	public @Nullable Validators of(SelectedRepresentation selected, @Nullable Object value, MediaType contentType,
			HttpServletResponse response) {
		ValueVersion version = this.versions.read(value);
		if (version == null) {
			return (value instanceof Resource resource) ? ofFile(selected, resource, contentType, response) : null;
		}
		EntityTag tag = tag(selected, version, (variant) -> {
			selected.readPolicy().selectors().addTo(variant, selected, contentType.toString());
			ContentMetadata.addTo(variant, response);
		}, isStrong(selected.readPolicy()));
		return validators(selected, tag, version);
	}

	/**
	 * Returns the validators of a version that is declared for the handler.
	 * @param selected the selected representation
	 * @param version the declared version
	 * @param ranFirst whether the tag is for an answer that only the handler can repeat
	 * @return the validators
	 */
	public Validators ofDeclared(SelectedRepresentation selected, ValueVersion version, boolean ranFirst) {
		EntityTag tag = tag(selected, version, (variant) -> {
			selected.readPolicy().selectors().addTo(variant, selected);
			if (ranFirst) {
				variant.addAbsent();
			}
		}, isStrong(selected.readPolicy()));
		return validators(selected, tag, version);
	}

	/**
	 * Returns the validators that a handler's declaration gives as they are.
	 * @param selected the selected representation
	 * @param verbatim the validators
	 * @return the same, possibly without date
	 */
	public Validators ofVerbatim(SelectedRepresentation selected, Validators verbatim) {
		return this.dates
			.sendable(selected.readPolicy().selectors().haveSeveralFormats() ? verbatim.withoutDate() : verbatim);
	}

	/**
	 * Names a representation under its tag, which another one may have as well if the
	 * application gives it.
	 * @param selected the selected representation
	 * @param tag the tag
	 * @return a name that no other resource has, nor another representation of this one
	 */
	public String nameOf(SelectedRepresentation selected, EntityTag tag) {
		ValueVersion version = new ValueVersion(tag.opaque().getBytes(StandardCharsets.ISO_8859_1), null, false);
		return tag(selected, version, (variant) -> selected.readPolicy().selectors().addTo(variant, selected), true)
			.opaque();
	}

	/**
	 * Returns the validators that the preconditions of a write are about. Their date is
	 * the one that is declared: that it can't be sent, for being young or for there being
	 * several representations, doesn't make the resource older.
	 * @param selected the representation that is about to be written
	 * @param version the declared version
	 * @return the validators
	 */
	public Validators ofCurrent(SelectedRepresentation selected, ValueVersion version) {
		Validators sent = ofDeclared(selected, version, false);
		EntityTag tag = sent.entityTag();
		return (tag != null) ? Validators.of(tag, version.lastModified()) : sent;
	}

	/**
	 * Returns whether a request gets the one format that there is.
	 * @param selected the selected representation
	 * @return {@code false} if it may get another, or none that it accepts
	 */
	public boolean isFormatSettled(SelectedRepresentation selected) {
		return selected.readPolicy().selectors().isFormatSettled(selected);
	}

	/**
	 * Returns the validators of the resource that a request has written, as the next GET
	 * will have them.
	 * @param selected who wrote
	 * @param next the next GET
	 * @param policy policy of the handler that answers it
	 * @param version its version
	 * @return the validators, without a date
	 */
	public Validators ofWritten(SelectedRepresentation selected, NextGet next, ReadPolicy policy,
			ValueVersion version) {
		Validators written = ofDeclared(new WrittenRepresentation(policy, next, selected.user()), version, false);
		return Validators.of(Objects.requireNonNull(written.entityTag()), null);
	}

	private @Nullable Validators ofFile(SelectedRepresentation selected, Resource resource, MediaType contentType,
			HttpServletResponse response) {
		ValueVersion version = this.files.read(resource);
		if (version == null) {
			return null;
		}
		// Strong, or no If-Range could ever be true; but a file that is just being
		// written may change again within its time stamp's grain
		boolean settled = this.dates.sendable(version.lastModified()) != null;
		boolean strong = settled && selected.readPolicy().strength() != Strength.WEAK;
		// Spring MVC takes the type from the file's name if nothing else is asked for
		String typeOfName = MediaTypeFactory.getMediaType(resource).map(MediaType::toString).orElse(null);
		EntityTag tag = tag(selected, version, (variant) -> {
			selected.readPolicy().selectors().addTo(variant, selected, contentType.toString());
			variant.add(typeOfName);
			ContentMetadata.addTo(variant, response);
		}, strong);
		return validators(selected, tag, version);
	}

	private EntityTag tag(SelectedRepresentation selected, ValueVersion version, Consumer<CanonicalBytes> variant,
			boolean strong) {
		return this.tags.of(resource(selected.readPolicy(), selected.request()), selected.request().getRequestURI(),
				version, variant, strong);
	}

	// Versions that count different things may be equal by chance
	private static String resource(ReadPolicy policy, HttpServletRequest request) {
		String path = ResourcePath.of(request, policy.method());
		return (policy.versionName() != null) ? policy.versionName() + path : path;
	}

	private static boolean isStrong(ReadPolicy policy) {
		return policy.strength() == Strength.STRONG;
	}

	private Validators validators(SelectedRepresentation selected, EntityTag tag, ValueVersion version) {
		Instant lastModified = this.dates.sendableSinceBuilt(version.lastModified());
		boolean several = lastModified != null && selected.readPolicy().selectors().areSeveral(selected);
		return Validators.of(tag, several ? null : lastModified);
	}

}
