package io.github.conditionalcache.tag;

import java.nio.ByteBuffer;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * XXH3-128 of hash4j. Loaded only when asked for, because the library is optional.
 */
final class Xxh3Algorithm implements DigestAlgorithm {

	private final Hasher128 hasher;

	private Xxh3Algorithm(Hasher128 hasher) {
		this.hasher = hasher;
	}

	static DigestAlgorithm seededFrom(byte @Nullable [] secret) {
		return new Xxh3Algorithm((secret != null) ? Hashing.xxh3_128(seed(secret)) : Hashing.xxh3_128());
	}

	private static long seed(byte[] secret) {
		Assert.isTrue(secret.length > 0, "'secret' must not be empty");
		return ByteBuffer.wrap(Sha256Algorithm.newMessageDigest().digest(secret)).getLong();
	}

	@Override
	public Digester newDigester() {
		return new Xxh3Digester(this.hasher.hashStream());
	}

	private record Xxh3Digester(HashStream128 stream) implements Digester {

		@Override
		public void update(byte[] bytes, int offset, int length) {
			this.stream.putBytes(bytes, offset, length);
		}

		@Override
		public byte[] digest128() {
			HashValue128 value = this.stream.get();
			this.stream.reset();
			return ByteBuffer.allocate(Long.BYTES * 2)
				.putLong(value.getMostSignificantBits())
				.putLong(value.getLeastSignificantBits())
				.array();
		}

	}

}
