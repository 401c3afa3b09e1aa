package io.github.conditionalcache.tag;

import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.util.Assert;

/**
 * HMAC-SHA-256, cut to 128 bits.
 */
final class HmacSha256Algorithm implements DigestAlgorithm {

	private static final String NAME = "HmacSHA256";

	private final SecretKeySpec key;

	HmacSha256Algorithm(byte[] secret) {
		Assert.isTrue(secret.length > 0, "'secret' must not be empty");
		this.key = new SecretKeySpec(secret, NAME);
	}

	@Override
	public Digester newDigester() {
		try {
			Mac mac = Mac.getInstance(NAME);
			mac.init(this.key);
			return new HmacDigester(mac);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + NAME, ex);
		}
	}

	private record HmacDigester(Mac mac) implements Digester {

		@Override
		public void update(byte[] bytes, int offset, int length) {
			this.mac.update(bytes, offset, length);
		}

		@Override
		public byte[] digest128() {
			return Arrays.copyOf(this.mac.doFinal(), Sha256Algorithm.DIGEST_LENGTH);
		}

	}

}
