package io.github.conditionalcache.benchmarks.jmh;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.tag.DigestAlgorithm;
import io.github.conditionalcache.tag.EntityTags;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The tag of a body.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class DigestBenchmark {

	/** The hash. */
	@Param({ "SHA_256", "HMAC_SHA_256", "XXH3" })
	public Hash hash = Hash.SHA_256;

	/** Length of the body. */
	@Param({ "1", "16", "64", "256" })
	public int kibibytes = 1;

	private EntityTags tags = new EntityTags(Hash.SHA_256.algorithm());

	private byte[] body = new byte[0];

	/**
	 * Makes the body.
	 */
	@Setup
	public void prepare() {
		this.tags = new EntityTags(this.hash.algorithm());
		this.body = new byte[this.kibibytes * 1024];
		new Random(1).nextBytes(this.body);
	}

	/**
	 * Makes the tag.
	 * @return the tag
	 */
	@Benchmark
	public EntityTag ofBody() {
		return this.tags.ofBody((metadata) -> metadata.add("application/json"),
				(digester) -> digester.update(this.body, 0, this.body.length), false);
	}

	/**
	 * The hashes that can be chosen.
	 */
	public enum Hash {

		/** Without a secret. */
		SHA_256,

		/** With a secret. */
		HMAC_SHA_256,

		/** The fast one. */
		XXH3;

		DigestAlgorithm algorithm() {
			return switch (this) {
				case SHA_256 -> DigestAlgorithm.sha256(null);
				case HMAC_SHA_256 -> DigestAlgorithm.sha256("a secret of some length".getBytes(StandardCharsets.UTF_8));
				case XXH3 -> DigestAlgorithm.xxh3(null);
			};
		}

	}

}
