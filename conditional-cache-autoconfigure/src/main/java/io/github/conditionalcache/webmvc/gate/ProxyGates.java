package io.github.conditionalcache.webmvc.gate;

import java.lang.reflect.Method;

import io.github.conditionalcache.exchange.read.ReadExchange;
import io.github.conditionalcache.exchange.read.ReadGate;
import io.github.conditionalcache.exchange.write.WriteExchange;
import io.github.conditionalcache.exchange.write.WriteGate;
import io.github.conditionalcache.placement.GateAdvisors;
import jakarta.servlet.http.HttpServletRequest;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The gates inside the proxies of handlers' beans, within the authorisation of the call.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class ProxyGates implements GateAdvisors {

	private final ReadGate reads;

	private final WriteGate writes;

	/**
	 * Creates the gates.
	 * @param reads decides about reads
	 * @param writes decides about writes
	 */
	public ProxyGates(ReadGate reads, WriteGate writes) {
		this.reads = reads;
		this.writes = writes;
	}

	@Override
	public Advisor deciding(Method handler) {
		return new GateAdvisor(handler, (call) -> decide(call, handler));
	}

	@Override
	public Advisor running(Method handler) {
		return new GateAdvisor(handler, (call) -> run(call, handler));
	}

	private @Nullable Object decide(MethodInvocation call, Method handler) throws Throwable {
		HttpServletRequest request = request();
		WriteExchange write = (request != null) ? WriteExchange.of(request) : null;
		if (write != null && isOf(call, handler, write.writePolicy().method())) {
			return attempt(write, call);
		}
		ReadExchange read = (request != null) ? ReadExchange.of(request) : null;
		if (read != null && isOf(call, handler, read.readPolicy().method())
				&& this.reads.answersInside(read, call.getArguments())) {
			throw new AnsweredEarly();
		}
		return call.proceed();
	}

	private @Nullable Object attempt(WriteExchange write, MethodInvocation call) throws Throwable {
		if (!this.writes.awaits(write)) {
			return call.proceed();
		}
		if (!this.writes.permitsAttempt(write, call.getArguments())) {
			throw new AnsweredEarly();
		}
		try {
			return call.proceed();
		}
		finally {
			this.writes.attempted(write);
		}
	}

	// Called where nothing but the handler itself is left to be called
	private @Nullable Object run(MethodInvocation call, Method handler) throws Throwable {
		HttpServletRequest request = request();
		ReadExchange read = (request != null) ? ReadExchange.of(request) : null;
		if (read != null && isOf(call, handler, read.readPolicy().method())) {
			this.reads.runs(read);
		}
		return call.proceed();
	}

	private static @Nullable HttpServletRequest request() {
		return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
				? attributes.getRequest() : null;
	}

	// A handler may be called by others too, as a bean like any other
	private static boolean isOf(MethodInvocation call, Method handler, Method requested) {
		Object target = call.getThis();
		return target != null && GateAdvisor.isOf(handler, requested, target.getClass());
	}

}
