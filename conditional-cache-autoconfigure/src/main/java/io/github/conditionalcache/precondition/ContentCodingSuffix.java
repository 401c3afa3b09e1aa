package io.github.conditionalcache.precondition;

import java.util.Set;

/**
 * The suffix that servers and proxies put at the end of an entity tag when they compress
 * a response, and that clients send back.
 */
final class ContentCodingSuffix {

	private static final Set<String> SUFFIXES = Set.of("-gzip", "--gzip", ";gzip", "-br", "--br", ";br", "-zstd",
			"--zstd", ";zstd", "-deflate", "--deflate", ";deflate");

	private ContentCodingSuffix() {
	}

	/**
	 * Whether a tag is the current one with a suffix behind it. The current one must be
	 * of the form that this library gives its tags: to an application, {@code "v1"} and
	 * {@code "v1-br"} may be two versions, and a wrong 304 is worse than a full answer.
	 * @param given the tag that the client sent
	 * @param current the tag of the representation
	 * @return {@code true} if nothing but the suffix tells them apart
	 */
	static boolean separates(EntityTag given, EntityTag current) {
		return given.startsWith(current) && TwoPartTag.isOwn(current.opaque())
				&& SUFFIXES.contains(given.opaque().substring(current.opaque().length()));
	}

	/**
	 * Cuts a recognised suffix off.
	 * @param opaque the text between the quotes of a tag that the client sent
	 * @param length how long the tag was before the suffix came
	 * @return the tag without the suffix, or unchanged if there is none at that place
	 */
	static String removedFrom(String opaque, int length) {
		return (opaque.length() > length && SUFFIXES.contains(opaque.substring(length))) ? opaque.substring(0, length)
				: opaque;
	}

}
