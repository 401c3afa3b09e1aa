package io.github.conditionalcache.actuate;

import java.util.List;
import java.util.function.Supplier;

import io.github.conditionalcache.change.ChangeTags;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Actuator endpoint that notes changes which no writer of the application has made, such
 * as statements by hand, imports and restored backups. Thread-safe.
 *
 * @since 0.1.0
 */
@Endpoint(id = "changetags")
public final class ChangeTagsEndpoint {

	private final Supplier<ChangeTags> tags;

	/**
	 * Creates the endpoint.
	 * @param tags notes changes, found when the first one is noted
	 */
	public ChangeTagsEndpoint(Supplier<ChangeTags> tags) {
		this.tags = tags;
	}

	/**
	 * Touches tags, so that every answer that is made of one of them gets a new entity
	 * tag.
	 * @param tags the tags
	 * @param all whether all tags are meant instead
	 * @throws InvalidEndpointRequestException if neither or both are given, or a tag is
	 * empty
	 */
	@WriteOperation
	public void touch(@Nullable List<String> tags, @Nullable Boolean all) {
		List<String> named = (tags != null) ? tags : List.of();
		if (named.isEmpty() != Boolean.TRUE.equals(all)) {
			throw invalid("Name the 'tags' that have changed, or set 'all' to true", null);
		}
		if (!named.isEmpty()) {
			touch(named);
		}
		else {
			this.tags.get().touchAll();
		}
	}

	private void touch(List<String> tags) {
		try {
			this.tags.get().touch(tags);
		}
		catch (IllegalArgumentException ex) {
			throw invalid(String.valueOf(ex.getMessage()), ex);
		}
	}

	private static InvalidEndpointRequestException invalid(String message, @Nullable Throwable cause) {
		return new InvalidEndpointRequestException(message, message, cause);
	}

}
