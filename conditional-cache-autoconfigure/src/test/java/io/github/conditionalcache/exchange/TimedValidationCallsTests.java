package io.github.conditionalcache.exchange;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TimedValidationCalls}.
 */
class TimedValidationCallsTests {

	private final TimedValidationCalls calls = new TimedValidationCalls(Duration.ofMillis(200),
			UnaryOperator.identity());

	@AfterEach
	void close() {
		this.calls.destroy();
		RequestContextHolder.resetRequestAttributes();
		LocaleContextHolder.resetLocaleContext();
	}

	@Test
	void resultIsReturned() throws Exception {
		assertThat(this.calls.call(() -> 7)).isEqualTo(7);
	}

	@Test
	void codeSeesRequestAndLocale() throws Exception {
		RequestAttributes attributes = new ServletRequestAttributes(new MockHttpServletRequest());
		RequestContextHolder.setRequestAttributes(attributes);
		LocaleContextHolder.setLocale(Locale.KOREAN);
		RequestAttributes seen = this.calls.call(RequestContextHolder::getRequestAttributes);
		assertThat(seen).isSameAs(attributes);
		Locale locale = this.calls.call(LocaleContextHolder::getLocale);
		assertThat(locale).isEqualTo(Locale.KOREAN);
	}

	@Test
	void codeRunsOnAThreadThatKeepsNoMachineAlive() throws Exception {
		Thread thread = this.calls.call(Thread::currentThread);
		assertThat(thread.isDaemon()).isTrue();
		assertThat(thread).isNotSameAs(Thread.currentThread());
	}

	@Test
	void codeRunsInTheSecurityContext() throws Exception {
		TimedValidationCalls secured = new TimedValidationCalls(Duration.ofSeconds(5),
				(code) -> () -> "secured " + code.call());
		assertThat(secured.call(() -> "code")).isEqualTo("secured code");
		secured.destroy();
	}

	@Test
	void codeIsRefusedWhenTooManyThreadsAreBusy() throws Exception {
		TimedValidationCalls patient = new TimedValidationCalls(Duration.ofSeconds(30), UnaryOperator.identity());
		assertThat(nest(patient, TimedValidationCalls.MAX_THREADS)).isEqualTo(TimedValidationCalls.MAX_THREADS);
		assertThatExceptionOfType(TaskRejectedException.class)
			.isThrownBy(() -> nest(patient, TimedValidationCalls.MAX_THREADS + 1));
		patient.destroy();
	}

	private static int nest(TimedValidationCalls calls, int depth) throws Exception {
		return (depth > 0) ? 1 + calls.call(() -> nest(calls, depth - 1)) : 0;
	}

	@Test
	void codeIsRefusedAfterTheEnd() {
		this.calls.destroy();
		assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> this.calls.call(() -> 7));
	}

	@Test
	void failureIsTheCodesOwn() {
		assertThatIllegalStateException().isThrownBy(() -> this.calls.call(() -> {
			throw new IllegalStateException("own");
		})).withMessage("own");
	}

	@Test
	void codeThatTakesTooLongIsInterrupted() throws Exception {
		CountDownLatch interrupted = new CountDownLatch(1);
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> this.calls.call(() -> {
			try {
				TimeUnit.SECONDS.sleep(30);
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
			}
			return null;
		})).withMessageContaining("PT0.2S");
		assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
	}

}
