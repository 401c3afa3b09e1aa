package io.github.conditionalcache.failure;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Failures}.
 */
class FailuresTests {

	@ParameterizedTest
	@ValueSource(classes = { IOException.class, IllegalStateException.class, StackOverflowError.class,
			NoClassDefFoundError.class, AssertionError.class })
	void failureThatIsNotFatalIsGivenBack(Class<? extends Throwable> type) throws Exception {
		Throwable failure = type.getDeclaredConstructor().newInstance();
		assertThat(Failures.notFatal(failure)).isSameAs(failure);
		assertThat(Thread.interrupted()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(classes = { OutOfMemoryError.class, InternalError.class })
	void fatalFailureIsThrown(Class<? extends Throwable> type) throws Exception {
		Throwable failure = type.getDeclaredConstructor().newInstance();
		assertThatExceptionOfType(VirtualMachineError.class).isThrownBy(() -> Failures.notFatal(failure))
			.isSameAs(failure);
	}

	@Test
	void interruptedThreadStaysInterrupted() {
		InterruptedException failure = new InterruptedException();
		assertThat(Failures.notFatal(failure)).isSameAs(failure);
		assertThat(Thread.interrupted()).isTrue();
	}

}
