package io.github.conditionalcache.tag;

import org.jspecify.annotations.Nullable;

/**
 * The hash behind entity tags, 128 bits wide.
 * <p>
 * Narrower hashes are not offered: with 32 bits two documents out of some seventy
 * thousand share a tag by chance, and a shared tag is a wrong 304. An algorithm is
 * thread-safe; the {@link Digester}s that it creates are not.
 *
 * @since 0.1.0
 */
public interface DigestAlgorithm {

	/**
	 * Create a digester.
	 * @return a new digester
	 */
	Digester newDigester();

	/**
	 * SHA-256 cut to 128 bits, the default: at these sizes faster than the MD5 that it
	 * replaces on processors with SHA instructions, and nobody who writes part of the
	 * content can make two of them collide.
	 * @param secret makes the digest keyed (HMAC-SHA-256), so that nobody without the
	 * secret can compute a tag from a guessed content; {@code null} for a plain hash
	 * @return the algorithm
	 */
	static DigestAlgorithm sha256(byte @Nullable [] secret) {
		return (secret != null) ? new HmacSha256Algorithm(secret) : new Sha256Algorithm();
	}

	/**
	 * XXH3 with 128 bits, several times as fast as SHA-256, for bodies that no stranger
	 * writes: its collisions can be constructed. Needs
	 * {@code com.dynatrace.hash4j:hash4j} on the class path.
	 * @param secret seeds the hash; it does not make it safe against someone who chooses
	 * the content; {@code null} for the unseeded hash
	 * @return the algorithm
	 */
	static DigestAlgorithm xxh3(byte @Nullable [] secret) {
		return Xxh3Algorithm.seededFrom(secret);
	}

	/**
	 * Takes inputs in pieces, one after the other, and gives their digests.
	 *
	 * @since 0.1.0
	 */
	interface Digester {

		/**
		 * Append bytes to the input.
		 * @param bytes the array that holds the bytes
		 * @param offset where they start
		 * @param length how many they are
		 */
		void update(byte[] bytes, int offset, int length);

		/**
		 * Digest the input. Bytes that are appended afterwards are another input.
		 * @return 16 bytes
		 */
		byte[] digest128();

	}

}
