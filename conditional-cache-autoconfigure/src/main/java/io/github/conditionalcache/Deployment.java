package io.github.conditionalcache;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The build of the application that is running. Another build may answer otherwise with
 * the same data, so its identity enters the variant of entity tags, and its time is the
 * earliest {@code Last-Modified}. Define a bean of this type to identify the build
 * otherwise than by a digest of all that was deployed. Immutable.
 *
 * @param identity the same on every node with the same artifact, and in no other build
 * @param description how the log names the build
 * @param builtAt when the application was built, or {@code null} if that is not known
 * @since 0.1.0
 */
public record Deployment(String identity, String description, @Nullable Instant builtAt) {

}
