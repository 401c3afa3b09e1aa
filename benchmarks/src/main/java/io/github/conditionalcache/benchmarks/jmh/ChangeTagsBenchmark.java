package io.github.conditionalcache.benchmarks.jmh;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.conditionalcache.benchmarks.app.Versions;
import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.declared.TagReader;
import io.github.conditionalcache.change.declared.TagsVersion;
import io.github.conditionalcache.change.memory.MemoryChangeTagStore;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import io.github.conditionalcache.version.declared.ExpressionPart;
import io.github.conditionalcache.version.declared.VersionPart;
import io.github.conditionalcache.version.declared.VersionReading;
import io.github.conditionalcache.version.expression.HandlerExpression;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;

/**
 * What change tags in memory cost an early answer, beside a version from a map.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class ChangeTagsBenchmark {

	private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

	private final @Nullable Object[] arguments = { 130L };

	private final DeclaredVersion ofMap = ofMap();

	private final DeclaredVersion ofMemory = ofTags(new MemoryChangeTagStore(Duration.ofMinutes(1)));

	private static Method handler() {
		try {
			return Handlers.class.getDeclaredMethod("get", long.class);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static DeclaredVersion ofMap() {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("versions", new Versions());
		return declared(ExpressionPart.version(HandlerExpression.parse("@versions.of(#id)", handler(), NAMES, beans)));
	}

	private static DeclaredVersion ofTags(ChangeTagStore store) {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("reader", new TagReader(store, StoreObserver.NONE, null));
		return declared(TagsVersion.parse(List.of("item:#{#id}"), handler(), NAMES, beans));
	}

	private static DeclaredVersion declared(VersionPart part) {
		return new DeclaredVersion(handler(), NAMES, List.of(part));
	}

	/**
	 * Reads a version from a map, by an expression.
	 * @return the version
	 */
	@Benchmark
	public VersionReading map() {
		return this.ofMap.read(this.arguments);
	}

	/**
	 * Reads the version of a tag in memory.
	 * @return the version
	 */
	@Benchmark
	public VersionReading memory() {
		return this.ofMemory.read(this.arguments);
	}

	/**
	 * Has a handler.
	 */
	interface Handlers {

		String get(long id);

	}

}
