package io.github.conditionalcache.benchmarks.jmh;

import java.util.concurrent.TimeUnit;

import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.tag.CanonicalBytes;
import io.github.conditionalcache.tag.EntityTags;
import io.github.conditionalcache.tag.ValueVersion;
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
 * The tag of a version: a digest of the state and one of the variant, unless the same was
 * asked for lately. The version itself is written down in either case.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class EntityTagsBenchmark {

	private static final long INITIAL = 1_764_000_000_001L;

	/** The hash. */
	@Param({ "SHA_256", "HMAC_SHA_256", "XXH3" })
	public DigestBenchmark.Hash hash = DigestBenchmark.Hash.SHA_256;

	private EntityTags tags = new EntityTags(DigestBenchmark.Hash.SHA_256.algorithm());

	private long version = INITIAL;

	/**
	 * Makes what goes into the tag.
	 */
	@Setup
	public void prepare() {
		this.tags = new EntityTags(this.hash.algorithm());
	}

	/**
	 * Makes the tag of a version that was not asked for lately.
	 * @return the tag
	 */
	@Benchmark
	public EntityTag ofNewVersion() {
		return tag(stateOf(this.version++));
	}

	/**
	 * Makes the tag of a version that others have asked for.
	 * @return the tag
	 */
	@Benchmark
	public EntityTag ofRecentVersion() {
		return tag(stateOf(INITIAL));
	}

	private EntityTag tag(ValueVersion of) {
		return this.tags.of("/api/zones/130", "/api/zones/130", of,
				(variant) -> variant.add("app.ZoneController#get(long,)").add("application/json").add("en"), false);
	}

	private static ValueVersion stateOf(long version) {
		return new ValueVersion(new CanonicalBytes().add("version").add(version).toByteArray(), null, false);
	}

}
