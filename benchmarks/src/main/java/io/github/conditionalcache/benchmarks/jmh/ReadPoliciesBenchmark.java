package io.github.conditionalcache.benchmarks.jmh;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ValidatorSource;
import io.github.conditionalcache.handler.DeclarationReader;
import io.github.conditionalcache.handler.ReadPolicies;
import io.github.conditionalcache.handler.ReadPolicyResolver;
import io.github.conditionalcache.handler.StoringPolicies;
import io.github.conditionalcache.selector.PrincipalParts;
import io.github.conditionalcache.selector.TokenCarriers;
import io.github.conditionalcache.selector.handler.SelectorSettings;
import io.github.conditionalcache.selector.handler.Selectors;
import io.github.conditionalcache.storing.StoringPolicy;
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
import org.springframework.web.method.HandlerMethod;

/**
 * The policy of a handler, found among many.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class ReadPoliciesBenchmark {

	/** How many handlers are managed. */
	@Param({ "10", "100", "1000", "10000" })
	public int handlers = 10;

	private ReadPolicies policies = empty();

	private HandlerMethod[] mapped = {};

	private int next;

	/**
	 * Maps the handlers.
	 * @throws NoSuchMethodException never
	 */
	@Setup
	public void prepare() throws NoSuchMethodException {
		this.policies = empty();
		this.mapped = new HandlerMethod[this.handlers];
		for (int i = 0; i < this.handlers; i++) {
			this.mapped[i] = new HandlerMethod(new OneOfMany(), "answer");
			this.policies.get(this.mapped[i]);
		}
	}

	private static ReadPolicies empty() {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		Selectors selectors = new Selectors(new SelectorSettings(true, true, true, null, List.of(), true),
				PrincipalParts.NAME, TokenCarriers.NONE, beans);
		StoringPolicies storing = new StoringPolicies(
				StoringPolicy.of("private, no-cache, max-age=0", null, List.of(), true), Map.of());
		DeclarationReader declarations = new DeclarationReader(beans, beans.getBeanProvider(ValidatorSource.class));
		return new ReadPolicies(new ReadPolicyResolver(storing, Cacheable304.Strength.AUTO, declarations, selectors),
				false);
	}

	/**
	 * Looks one up.
	 * @return the policy
	 */
	@Benchmark
	public @Nullable Object get() {
		this.next = (this.next + 1 < this.mapped.length) ? this.next + 1 : 0;
		return this.policies.get(this.mapped[this.next]);
	}

	/**
	 * A bean with a handler.
	 */
	public static class OneOfMany {

		/**
		 * Answers.
		 * @return a text
		 */
		@Cacheable304
		public String answer() {
			return "one of many";
		}

	}

}
