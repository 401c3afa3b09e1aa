package io.github.conditionalcache.exchange.read;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.placement.Placement;
import io.github.conditionalcache.placement.ProxyBarrier;
import io.github.conditionalcache.registry.ReadHandler;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import io.github.conditionalcache.version.declared.VersionReading;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the handlers that declare a version: has the version read before the
 * handler reads its data, and answers a client that is up to date without running it.
 * Knows neither Spring MVC nor proxies: those that call handlers ask it. Thread-safe.
 */
public final class ReadGate {

	private final ReadVersions versions;

	private final ReadDecider decider;

	private final Verification verification;

	/**
	 * Creates the gate.
	 * @param versions looks up the declared versions
	 * @param decider decides from validators
	 * @param verification selects requests whose version is verified
	 */
	public ReadGate(ReadVersions versions, ReadDecider decider, Verification verification) {
		this.versions = versions;
		this.decider = decider;
		this.verification = verification;
	}

	/**
	 * Called when the arguments of the handler are there, before its bean is called.
	 * @param exchange the exchange of the handler
	 * @param bean the bean that will be called
	 * @param response the response as the filters and interceptors have left it
	 * @param arguments the arguments, resolved and validated
	 * @return whether the request is answered, so that the bean must not be called
	 */
	public boolean answers(ReadExchange exchange, Object bean, HttpServletResponse response,
			@Nullable Object[] arguments) {
		if (!exchange.isUndecided()) {
			return false;
		}
		ReadCall call = exchange.called(arguments, response);
		if (exchange.readPolicy().used() == null) {
			return false;
		}
		switch (exchange.handler().placement().place()) {
			case HANDLER -> {
				this.versions.read(exchange, call, arguments, Phase.EARLY);
				return decides(exchange, call, arguments);
			}
			case PROXY, PROXY_CACHED, PROXY_LATE -> call.openGate();
			case LATE -> this.versions.read(exchange, call, arguments, Phase.VALUE);
			case UNSEEN -> {
				if (!ProxyBarrier.isProxy(bean)) {
					this.versions.read(exchange, call, arguments, Phase.VALUE);
				}
			}
			case NONE -> {
			}
		}
		return false;
	}

	/**
	 * Called in the proxy of the bean, inside the authorisation of the handler.
	 * @param exchange the exchange of the handler
	 * @param arguments the arguments, as the advice outside has left them
	 * @return whether the request is answered, so that the handler must not be called
	 */
	public boolean answersInside(ReadExchange exchange, @Nullable Object[] arguments) {
		ReadCall call = exchange.call();
		if (call == null || !call.passGate()) {
			return false;
		}
		boolean late = exchange.handler().placement().place() == Placement.Place.PROXY_LATE;
		this.versions.read(exchange, call, arguments, late ? Phase.VALUE : Phase.EARLY);
		return !late && decides(exchange, call, arguments);
	}

	/**
	 * Called where nothing but the handler itself is left to be called.
	 * @param exchange the exchange of the handler
	 */
	public void runs(ReadExchange exchange) {
		ReadCall call = exchange.call();
		if (call != null) {
			call.ran();
		}
	}

	/**
	 * Called when the bean has returned. An answer from a cache may be older than the
	 * version that was read.
	 * @param exchange the exchange of the handler
	 */
	public void returned(ReadExchange exchange) {
		ReadCall call = exchange.call();
		if (isCached(exchange.handler()) && (call == null || !call.hasRun())) {
			exchange.withdrawVersion();
		}
	}

	/**
	 * Called when a request is handed on to a handler that another exchange is not about.
	 * Its answer may come from a cache.
	 * @param exchange the exchange of the handler that has handed it on
	 * @param other the handler that answers in its place
	 */
	public void handedOn(ReadExchange exchange, ReadHandler other) {
		if (isCached(other)) {
			exchange.withdrawVersion();
		}
	}

	private static boolean isCached(ReadHandler handler) {
		return handler.placement().place() == Placement.Place.PROXY_CACHED;
	}

	private boolean decides(ReadExchange exchange, ReadCall call, @Nullable Object[] arguments) {
		if (exchange.isUndecided() && !isVerified(exchange, call, arguments) && !mayNeedFields(exchange, call)
				&& this.decider.decideEarly(exchange, call.response(), isDecidedByDate(exchange))) {
			if (exchange.readPolicy().traits().measured()) {
				exchange.response().settle();
			}
			return true;
		}
		this.versions.handlerWillRun(exchange, call);
		return false;
	}

	// A tag of the application's own has no variant that names fields, as a tag of ours
	// has
	private boolean mayNeedFields(ReadExchange exchange, ReadCall call) {
		VersionReading reading = call.reading();
		return reading != null && reading.verbatim() != null && this.versions.mayAddFields(exchange);
	}

	// Nor has a date
	private boolean isDecidedByDate(ReadExchange exchange) {
		return exchange.preconditions().isRevalidationByDate() && exchange.handler().provesDates()
				&& this.versions.isFormatSettled(exchange) && !this.versions.mayAddFields(exchange);
	}

	// Content from a cache is not the content that the handler sends now
	private boolean isVerified(ReadExchange exchange, ReadCall call, @Nullable Object[] arguments) {
		DeclaredVersion declared = exchange.readPolicy().used();
		if (declared == null || isCached(exchange.handler()) || !this.verification.selects(exchange)) {
			return false;
		}
		call.verify(this.versions.verified(exchange, declared, arguments));
		return true;
	}

}
