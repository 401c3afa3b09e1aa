package io.github.conditionalcache.precondition;

import java.util.List;
import java.util.function.Function;

import io.github.conditionalcache.Allocation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PreconditionsAllocationTests {

	// Bytes for one tag. Seen: 128, and 216 where the JIT compiler has met other callers
	private static final long PARSED_AND_EVALUATED = 320;

	// Seen: 0; the rest is for lambdas that the JIT compiler does not always see through
	private static final long EVALUATED = 96;

	private static final int TIMES = 20_000;

	private final PreconditionEvaluator evaluator = new PreconditionEvaluator();

	private final Validators current = Validators.of(EntityTag.weak("0123456789abcdefghijklmnop.0123456789abc"), null);

	private final Function<String, List<String>> fields = new FieldLines().with("If-None-Match",
			List.of("W/\"0123456789abcdefghijklmnop.0123456789abc\""));

	@Test
	void oneTagWhenParsedAndEvaluatedAllocatesLittle() throws Exception {
		assertThat(this.evaluator.evaluate(Preconditions.parse("GET", this.fields, FieldLines.CLOCK), this.current))
			.isEqualTo(PreconditionOutcome.NOT_MODIFIED);
		assertThat(
				Allocation.ofThisThread()
					.difference(() -> this.evaluator.evaluate(Preconditions.parse("GET", this.fields, FieldLines.CLOCK),
							this.current), () -> null, TIMES, PARSED_AND_EVALUATED))
			.isLessThanOrEqualTo(PARSED_AND_EVALUATED);
	}

	@Test
	void oneTagWhenEvaluatedAllocatesNothing() throws Exception {
		Preconditions parsed = Preconditions.parse("GET", this.fields, FieldLines.CLOCK);
		assertThat(Allocation.ofThisThread()
			.difference(() -> this.evaluator.evaluate(parsed, this.current), () -> null, TIMES, EVALUATED))
			.isLessThanOrEqualTo(EVALUATED);
	}

}
