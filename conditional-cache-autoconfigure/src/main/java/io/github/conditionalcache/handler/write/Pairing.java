package io.github.conditionalcache.handler.write;

import java.util.Comparator;
import java.util.List;

import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import org.jspecify.annotations.Nullable;

/**
 * Pairs a handler that writes with the handler of GET that its preconditions are about.
 * Where one path is read in several ways, as a page and as data, the first of these
 * counts: one with the write's own version, one whose version, not of tags alone, is
 * known before it runs, one whose version is used, one mapped under the same conditions,
 * one with the closest pattern, one with a format that the write takes or gives, one that
 * renders no view, the first by name.
 */
final class Pairing {

	private final ReaderVersions versions;

	Pairing(ReaderVersions versions) {
		this.versions = versions;
	}

	/**
	 * Finds the handler of GET.
	 * @param writer the handler that writes
	 * @param own the version that the writer declares, or {@code null} if none
	 * @param readers handlers of GET
	 * @return the one to pair with, or {@code null} if there is none
	 */
	@Nullable MappedHandler reader(MappedHandler writer, @Nullable DeclaredVersion own, List<MappedHandler> readers) {
		String version = (own != null) ? VersionText.of(own, writer) : null;
		return readers.stream()
			.filter((reader) -> mayPair(reader, writer, own))
			.min(Comparator.comparing((MappedHandler reader) -> !this.versions.isVersion(version, reader))
				.thenComparing((reader) -> !isEarly(reader))
				.thenComparing((reader) -> !isUsed(reader))
				.thenComparing((reader) -> !reader.sharesConditionsWith(writer))
				.thenComparing((reader) -> reader.to(writer))
				.thenComparing((reader) -> !reader.sharesFormatWith(writer))
				.thenComparing(this::isView)
				.thenComparing((reader) -> reader.handler().toString()))
			.orElse(null);
	}

	// A pattern that only contains the other one may be meant for something else
	private boolean mayPair(MappedHandler reader, MappedHandler writer, @Nullable DeclaredVersion own) {
		DeclaredVersion declared = this.versions.declared(reader);
		return switch (reader.to(writer)) {
			case SAME, LOOSER -> true;
			case WIDER, SIMILAR -> declared != null && ((own != null) ? declared.hasShapeOf(own) : declared.isEarly());
			case NARROWER, CROSSING, APART -> false;
		};
	}

	private boolean isEarly(MappedHandler reader) {
		DeclaredVersion declared = this.versions.declared(reader);
		return declared != null && declared.isEarly() && !declared.isOfTagsAlone();
	}

	private boolean isUsed(MappedHandler reader) {
		ReadPolicy policy = this.versions.policy(reader);
		return policy != null && policy.used() != null;
	}

	private boolean isView(MappedHandler reader) {
		ReadPolicy policy = this.versions.policy(reader);
		return policy != null && policy.traits().view();
	}

}
