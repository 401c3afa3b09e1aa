package io.github.conditionalcache.benchmarks.jmh;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.conditionalcache.benchmarks.app.Versions;
import io.github.conditionalcache.tag.ValueVersion;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import io.github.conditionalcache.version.declared.ExpressionPart;
import io.github.conditionalcache.version.expression.HandlerExpression;
import org.jspecify.annotations.Nullable;
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

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;

/**
 * A declared version, from the handler's arguments to the bytes that enter the tag.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class HandlerExpressionBenchmark {

	private final @Nullable Object[] arguments = { 130L };

	/** The expression: a call of a bean, and one that takes an interpreter. */
	@Param({ "@versions.of(#id)", "@versions.of(#id) + 1" })
	public String expression = "@versions.of(#id)";

	private @Nullable DeclaredVersion declared;

	/**
	 * Reads the expression.
	 * @throws NoSuchMethodException never
	 */
	@Setup
	public void prepare() throws NoSuchMethodException {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("versions", new Versions());
		Method handler = Handlers.class.getDeclaredMethod("get", long.class);
		ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();
		this.declared = new DeclaredVersion(handler, names,
				List.of(ExpressionPart.version(HandlerExpression.parse(this.expression, handler, names, beans))));
	}

	/**
	 * Evaluates it.
	 * @return the version
	 */
	@Benchmark
	public @Nullable ValueVersion read() {
		DeclaredVersion version = this.declared;
		return (version != null) ? version.read(this.arguments).version() : null;
	}

	/**
	 * Has a handler.
	 */
	interface Handlers {

		String get(long id);

	}

}
