package io.github.conditionalcache.exchange;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * On a thread beside the request's, for a limited time. The thread sees the request, the
 * locale and the security context. Once {@value #MAX_THREADS} threads hang, further calls
 * are refused at once. Thread-safe.
 *
 * @since 0.1.0
 */
public final class TimedValidationCalls implements ValidationCalls, DisposableBean {

	static final int MAX_THREADS = 256;

	private final SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("conditional-cache-");

	private final Duration timeout;

	private final UnaryOperator<Callable<?>> securityContext;

	/**
	 * Creates the calls.
	 * @param timeout how long one may take
	 * @param securityContext hands the security context on to the code
	 */
	public TimedValidationCalls(Duration timeout, UnaryOperator<Callable<?>> securityContext) {
		this.timeout = timeout;
		this.securityContext = securityContext;
		this.executor.setDaemon(true);
		this.executor.setConcurrencyLimit(MAX_THREADS);
		this.executor.setRejectTasksWhenLimitReached(true);
		if (Runtime.version().feature() >= 21) {
			this.executor.setVirtualThreads(true);
		}
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> T call(Callable<T> code) throws Exception {
		Callable<T> secured = (Callable<T>) this.securityContext.apply(code);
		Future<T> result = this.executor.submit(withRequest(secured));
		try {
			return result.get(this.timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			result.cancel(true);
			throw new TimeoutException("No version after " + this.timeout);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Exception cause) {
				throw cause;
			}
			throw ex;
		}
	}

	private static <T> Callable<T> withRequest(Callable<T> code) {
		RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
		LocaleContext locale = LocaleContextHolder.getLocaleContext();
		return () -> {
			set(attributes, locale);
			try {
				return code.call();
			}
			finally {
				set(null, null);
			}
		};
	}

	private static void set(@Nullable RequestAttributes attributes, @Nullable LocaleContext locale) {
		RequestContextHolder.setRequestAttributes(attributes);
		LocaleContextHolder.setLocaleContext(locale);
	}

	@Override
	public void destroy() {
		this.executor.close();
	}

}
