package io.github.conditionalcache.diagnostics.flapping;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * Content that was sent once: its digest and, unless it is long, the bytes. Immutable as
 * long as nobody changes the bytes.
 */
final class Content {

	static final int LONGEST_KEPT = 256 * 1024;

	private final String digest;

	private final byte @Nullable [] bytes;

	private Content(String digest, byte @Nullable [] bytes) {
		this.digest = digest;
		this.bytes = bytes;
	}

	static Content of(byte[] bytes) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
			return new Content(HexFormat.of().formatHex(digest), (bytes.length <= LONGEST_KEPT) ? bytes : null);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	boolean isSameAs(Content other) {
		return this.digest.equals(other.digest);
	}

	byte @Nullable [] bytes() {
		return this.bytes;
	}

	int keptSize() {
		return (this.bytes != null) ? this.bytes.length : 0;
	}

}
