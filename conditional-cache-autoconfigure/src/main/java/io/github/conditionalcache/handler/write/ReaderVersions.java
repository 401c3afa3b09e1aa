package io.github.conditionalcache.handler.write;

import io.github.conditionalcache.handler.ReadPolicies;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import org.jspecify.annotations.Nullable;

/**
 * The versions that handlers of GET declare.
 */
final class ReaderVersions {

	private final ReadPolicies policies;

	ReaderVersions(ReadPolicies policies) {
		this.policies = policies;
	}

	@Nullable ReadPolicy policy(MappedHandler reader) {
		return this.policies.get(reader.handler());
	}

	@Nullable DeclaredVersion declared(MappedHandler reader) {
		ReadPolicy policy = policy(reader);
		return (policy != null) ? policy.declared() : null;
	}

	/**
	 * Returns the version of a handler of GET as it can be compared.
	 * @param reader the handler, or {@code null} if there is none
	 * @return the text, or {@code null} if it declares none
	 */
	@Nullable String text(@Nullable MappedHandler reader) {
		DeclaredVersion declared = (reader != null) ? declared(reader) : null;
		return (reader != null && declared != null) ? VersionText.of(declared, reader) : null;
	}

	boolean isVersion(@Nullable String version, MappedHandler reader) {
		return version != null && version.equals(text(reader));
	}

}
