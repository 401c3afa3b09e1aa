package io.github.conditionalcache.benchmarks.report;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LimitTests {

	private final Measurements measurements = new Measurements();

	LimitTests() {
		for (int round = 0; round < 3; round++) {
			this.measurements.add("cpu", "ours", 110 + round);
			this.measurements.add("cpu", "bare", 100);
		}
	}

	@Test
	void ratioWhenAboveFails() {
		assertThat(verdict("cpu ours over bare <= x1.10")).isEqualTo(Limit.Verdict.FAIL);
	}

	@Test
	void ratioWhenBelowPasses() {
		assertThat(verdict("cpu ours over bare <= x1.11")).isEqualTo(Limit.Verdict.PASS);
	}

	@Test
	void differenceIsToTheBase() {
		assertThat(verdict("cpu ours over bare <= +10.9")).isEqualTo(Limit.Verdict.FAIL);
		assertThat(verdict("cpu ours over bare <= +11")).isEqualTo(Limit.Verdict.PASS);
	}

	@Test
	void figureAloneIsCompared() {
		assertThat(verdict("cpu ours <= 111")).isEqualTo(Limit.Verdict.PASS);
	}

	@Test
	void figureWhenNotMeasuredNeitherPassesNorFails() {
		assertThat(verdict("cpu theirs over bare <= x2")).isEqualTo(Limit.Verdict.NOT_MEASURED);
	}

	@Test
	void lineWithoutKindOfComparisonIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> verdict("cpu ours over bare <= 2"));
	}

	private Limit.Verdict verdict(String line) {
		return Limit.parse(List.of("# Title", line)).get(0).verdict(this.measurements);
	}

}
