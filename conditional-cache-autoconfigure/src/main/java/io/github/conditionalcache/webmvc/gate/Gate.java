package io.github.conditionalcache.webmvc.gate;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.WriteRefusedException;
import io.github.conditionalcache.answer.RepeatedFields;
import io.github.conditionalcache.exchange.ReadDecider;
import io.github.conditionalcache.exchange.ReadExchange;
import io.github.conditionalcache.exchange.ValidationCalls;
import io.github.conditionalcache.exchange.Verification;
import io.github.conditionalcache.exchange.WriteDecider;
import io.github.conditionalcache.exchange.WriteExchange;
import io.github.conditionalcache.exchange.WrittenTag;
import io.github.conditionalcache.failure.Failures;
import io.github.conditionalcache.handler.AddedFields;
import io.github.conditionalcache.handler.ReadPolicies;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.handler.write.NextGet;
import io.github.conditionalcache.handler.write.WritePolicies;
import io.github.conditionalcache.handler.write.WritePolicy;
import io.github.conditionalcache.placement.AdvisorChain;
import io.github.conditionalcache.placement.EarlierReads;
import io.github.conditionalcache.placement.GatedHandlers;
import io.github.conditionalcache.placement.Placement;
import io.github.conditionalcache.placement.Placements;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.representation.RepresentationValidators;
import io.github.conditionalcache.servlet.RangeSelection;
import io.github.conditionalcache.tag.ValueVersion;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import io.github.conditionalcache.version.declared.VersionReading;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.aopalliance.intercept.MethodInvocation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.support.AopUtils;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.method.HandlerMethod;

/**
 * Stands before the handlers that declare a version: reads the version before the handler
 * reads its data, and answers a client that is up to date without running it. What is
 * read here labels the answer also when the handler runs, so that a tag is never newer
 * than the content. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Gate implements GatedHandlers {

	private static final Log logger = LogFactory.getLog(Gate.class);

	private final ReadPolicies policies;

	private final Placements places;

	private final RepresentationValidators tags;

	private final ReadDecider decision;

	private final ValidationCalls calls;

	private final EarlierReads earlier;

	private final Verification verification;

	private final WriteExchanges exchanges;

	private final WritePolicies writes;

	private final WriteDecider writeDecision;

	private final WrittenTag written;

	private final AddedFields added = new AddedFields();

	/**
	 * Creates the gate.
	 * @param policies the handlers' policies
	 * @param places where the gate stands for each handler
	 * @param tags makes validators of versions
	 * @param decision decides from validators
	 * @param calls runs the application's code
	 * @param earlier finds data that was read before the version
	 * @param verification selects requests whose version is verified
	 * @param writes begins the exchanges of handlers that write
	 * @param writeDecision decides whether a write is performed
	 */
	public Gate(ReadPolicies policies, Placements places, RepresentationValidators tags, ReadDecider decision,
			ValidationCalls calls, EarlierReads earlier, Verification verification, WriteExchanges writes,
			WriteDecider writeDecision) {
		this.policies = policies;
		this.places = places;
		this.tags = tags;
		this.decision = decision;
		this.calls = calls;
		this.earlier = earlier;
		this.verification = verification;
		this.exchanges = writes;
		this.writes = writes.policies();
		this.writeDecision = writeDecision;
		this.written = new WrittenTag(this.writes, writeDecision);
	}

	boolean stands(HandlerMethod handler) {
		ReadPolicy policy = this.policies.get(handler);
		return isBeforeRead(handler) || isBeforeWrite(handler)
				|| (policy != null && policy.selectors().readArguments());
	}

	@Override
	public boolean isBeforeRead(HandlerMethod handler) {
		ReadPolicy policy = this.policies.get(handler);
		return policy != null && policy.used() != null;
	}

	@Override
	public boolean mayAnswerEarly(HandlerMethod handler) {
		ReadPolicy policy = this.policies.get(handler);
		DeclaredVersion declared = (policy != null) ? policy.used() : null;
		return declared != null && declared.isEarly();
	}

	@Override
	public boolean waitsForFields(HandlerMethod handler) {
		ReadPolicy policy = this.policies.get(handler);
		return policy != null && policy.setsFields() && policy.declared() != null && policy.declared().isVerbatim();
	}

	@Override
	public boolean isBeforeWrite(HandlerMethod handler) {
		return this.writes.get(handler) != null;
	}

	@Override
	public Advisor deciding(Method handler) {
		return new GateAdvisor(handler, (call) -> invoke(call, handler));
	}

	@Override
	public Advisor running(Method handler) {
		return new GateAdvisor(handler, (call) -> run(call, handler));
	}

	@Override
	public List<WritePolicy.Reader> readersOf(HandlerMethod handler) {
		WritePolicy policy = this.writes.get(handler);
		return (policy != null) ? policy.readers() : List.of();
	}

	/**
	 * Called before anything of a handler's call is done. The exchange of the write
	 * begins here if the interceptor has not begun it, which some mappings don't have.
	 * @param handler the handler
	 * @param request the request
	 * @param response the response
	 * @return whether the handler writes under preconditions
	 * @throws WriteRefusedException if it does, but can't be checked
	 */
	boolean beginsWrite(HandlerMethod handler, HttpServletRequest request, HttpServletResponse response) {
		return this.exchanges.begin(handler, request, response);
	}

	/**
	 * Called when a handler's arguments are there, before the bean is called.
	 * @param handler the handler
	 * @param request the request
	 * @param response the response
	 * @param arguments the arguments
	 * @return whether the request is answered, so that the bean must not be called
	 */
	boolean beforeCall(HandlerMethod handler, HttpServletRequest request, HttpServletResponse response,
			@Nullable Object[] arguments) {
		WriteExchange write = write(handler, request);
		if (write != null) {
			beforeWrite(write, handler, arguments);
			return false;
		}
		ReadExchange exchange = ReadExchange.of(request);
		if (exchange == null || request.getDispatcherType() == DispatcherType.INCLUDE || !exchange.isUndecided()
				|| !exchange.isOf(this.policies.get(handler))) {
			return false;
		}
		exchange.arguments(arguments);
		if (exchange.policy().used() == null) {
			return false;
		}
		Placement.Place place = this.places.of(handler).place();
		switch (place) {
			case HANDLER -> {
				read(exchange, request, arguments, Phase.EARLY);
				return decides(exchange, response, place, arguments);
			}
			case PROXY, PROXY_CACHED, PROXY_LATE -> exchange.openGate(response, place);
			case LATE -> read(exchange, request, arguments, Phase.VALUE);
			case UNSEEN -> {
				if (!AdvisorChain.isProxy(handler.getBean())) {
					read(exchange, request, arguments, Phase.VALUE);
				}
			}
			case NONE -> {
			}
		}
		return false;
	}

	private void beforeWrite(WriteExchange exchange, HandlerMethod handler, @Nullable Object[] arguments) {
		if (this.places.proveAccess(handler)) {
			exchange.authorize();
		}
		exchange.readBy(() -> mayRead(exchange, arguments));
		if (this.places.of(handler).place() == Placement.Place.PROXY) {
			exchange.openGate();
		}
		else if (!this.writeDecision.permits(exchange, arguments)) {
			throw new AnsweredEarly();
		}
	}

	// All at the path: by its Accept, say, a write would choose whose rules are asked
	private boolean mayRead(WriteExchange exchange, @Nullable Object[] arguments) {
		List<WritePolicy.Reader> readers = exchange.writePolicy().readers();
		try {
			Set<HandlerMethod> mapped = this.writes.readersAt(NextGet.of(exchange.request()));
			return readers.stream().map(WritePolicy.Reader::handler).collect(Collectors.toSet()).containsAll(mapped)
					&& readers.stream()
						.filter((reader) -> mapped.isEmpty() || mapped.contains(reader.handler()))
						.allMatch((reader) -> this.places.admitReader(reader, arguments));
		}
		catch (RuntimeException ex) {
			logger.debug("Not known who may read what " + exchange.writePolicy().name() + " writes", ex);
			return false;
		}
	}

	/**
	 * Called inside the authorisation of a proxied handler.
	 * @param invocation the call
	 * @param handler the method whose gate it is
	 * @return what the handler returned
	 * @throws Throwable what the handler threw
	 */
	private @Nullable Object invoke(MethodInvocation invocation, Method handler) throws Throwable {
		if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
			HttpServletRequest request = attributes.getRequest();
			WriteExchange write = WriteExchange.of(request);
			if (write != null && isOf(invocation, handler, write.writePolicy().method())) {
				return passWrite(write, invocation);
			}
			ReadExchange exchange = ReadExchange.of(request);
			if (exchange != null && isOf(invocation, handler, exchange.policy().method())) {
				pass(exchange, request, invocation.getArguments());
			}
		}
		return invocation.proceed();
	}

	// Advice may try again, when what was read before is no longer true. What the handler
	// calls itself is part of one attempt.
	private @Nullable Object passWrite(WriteExchange write, MethodInvocation invocation) throws Throwable {
		if (write.refusal() != null) {
			throw new AnsweredEarly();
		}
		if (!write.isGateOpen()) {
			return invocation.proceed();
		}
		write.closeGate();
		if (!this.writeDecision.permits(write, invocation.getArguments())) {
			throw new AnsweredEarly();
		}
		try {
			return invocation.proceed();
		}
		finally {
			write.openGate();
		}
	}

	// A handler may be called by others too, as a bean like any other
	private static boolean isOf(MethodInvocation invocation, Method handler, Method requested) {
		Object target = invocation.getThis();
		return target != null && AopUtils.getMostSpecificMethod(requested, target.getClass()).equals(handler);
	}

	private void pass(ReadExchange exchange, HttpServletRequest request, @Nullable Object[] arguments) {
		ReadExchange.OpenGate open = exchange.passGate();
		if (open != null) {
			read(exchange, request, arguments, open.decides() ? Phase.EARLY : Phase.VALUE);
			if (open.decides() && decides(exchange, open.response(), open.place(), arguments)) {
				throw new AnsweredEarly();
			}
		}
	}

	/**
	 * Called where nothing but the handler itself is left to be called.
	 * @param invocation the call
	 * @param handler the handler
	 * @return what the handler returned
	 * @throws Throwable what the handler threw
	 */
	private @Nullable Object run(MethodInvocation invocation, Method handler) throws Throwable {
		if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
			ReadExchange exchange = ReadExchange.of(attributes.getRequest());
			if (exchange != null && isOf(invocation, handler, exchange.policy().method())) {
				exchange.ran();
			}
		}
		return invocation.proceed();
	}

	private void read(ReadExchange exchange, HttpServletRequest request, @Nullable Object[] arguments, Phase phase) {
		DeclaredVersion declared = exchange.policy().used();
		if (declared == null) {
			return;
		}
		String found = declared.isOfGivenAlone() ? null : this.earlier.find();
		if (found != null) {
			this.decision.versionIsNewer(exchange, found);
			return;
		}
		long start = System.nanoTime();
		try {
			VersionReading reading = this.calls.call(() -> {
				exchange.user();
				return declared.read(arguments);
			});
			exchange.reading(reading);
			if (declared.isEarly()) {
				declare(exchange, request, reading, phase);
				confirmPart(exchange, request, reading, null);
			}
			if (!declared.isOfGivenAlone()) {
				// An entity that the look-up loaded before it asked for the version
				// is older than the version
				this.earlier.forget();
			}
		}
		catch (Throwable ex) {
			this.decision.validatorFailed(exchange, Failures.notFatal(ex));
		}
		finally {
			exchange.validated(System.nanoTime() - start);
		}
	}

	private boolean decides(ReadExchange exchange, HttpServletResponse response, Placement.Place place,
			@Nullable Object[] arguments) {
		VersionReading reading = exchange.reading();
		if (exchange.isUndecided() && !isVerified(exchange, place, arguments)
				&& (reading == null || reading.verbatim() == null || !this.added.mayBeOf(exchange.policy()))
				&& this.decision.decideEarly(exchange, response, isDecidedByDate(exchange))) {
			if (exchange.policy().measured()) {
				exchange.response().settle();
			}
			return true;
		}
		ReadExchange.Declared declared = exchange.declared();
		if (declared != null && reading != null) {
			exchange.declare(new ReadExchange.Declared(declared.validators(), declared.kind(), declared.phase(),
					ranFirst(exchange, exchange.request(), reading, declared.validators())));
		}
		return false;
	}

	// A date has no variant that tells of fields, as a tag of ours has
	private boolean isDecidedByDate(ReadExchange exchange) {
		return exchange.preconditions().isRevalidationByDate() && this.places.datesProveAccess()
				&& this.tags.isFormatSettled(exchange) && !this.added.mayBeOf(exchange.policy());
	}

	// What comes from a cache is not what the handler answers
	private boolean isVerified(ReadExchange exchange, Placement.Place place, @Nullable Object[] arguments) {
		DeclaredVersion declared = exchange.policy().used();
		if (declared == null || place == Placement.Place.PROXY_CACHED || !this.verification.selects(exchange)) {
			return false;
		}
		exchange.verify(new ReadExchange.Verified(
				() -> validators(exchange, exchange.request(), readAgain(declared, arguments)),
				(tag) -> this.tags.nameOf(exchange, exchange.request(), tag)));
		return true;
	}

	private VersionReading readAgain(DeclaredVersion declared, @Nullable Object[] arguments) {
		try {
			return this.calls.call(() -> declared.read(arguments));
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException("The version could not be read again", ex);
		}
	}

	/**
	 * Called when a handler has returned, or what stands before it instead.
	 * @param handler the handler
	 * @param request the request
	 */
	void afterReturn(HandlerMethod handler, HttpServletRequest request) {
		ReadExchange exchange = ReadExchange.of(request);
		if (exchange != null && exchange.isUndecided() && !exchange.hasRun()
				&& this.places.of(handler).place() == Placement.Place.PROXY_CACHED) {
			exchange.declare(null);
			exchange.reading(null);
		}
	}

	/**
	 * Called when a handler that writes has been called and its result handled, also by
	 * another thread. An answer without content has not met the advice that labels.
	 * @param handler the handler
	 * @param request the request
	 * @param response the response
	 */
	void afterWrite(HandlerMethod handler, HttpServletRequest request, HttpServletResponse response) {
		WriteExchange write = write(handler, request);
		if (write != null && !response.isCommitted() && !request.isAsyncStarted()) {
			this.written.label(write, request, new ServletServerHttpResponse(response), false);
		}
	}

	/**
	 * Called when a call has failed, also on another thread.
	 * @param handler the handler
	 * @param request the request
	 * @param failure what was thrown
	 * @return what to throw: the refusal, if the failure is one of a write
	 */
	Exception afterFailure(HandlerMethod handler, HttpServletRequest request, Exception failure) {
		WriteExchange write = write(handler, request);
		WriteRefusedException refusal = (write != null) ? write.refusal() : null;
		if (write != null && refusal == null) {
			refusal = this.writeDecision.conflict(write, failure);
		}
		return (refusal != null) ? refusal : failure;
	}

	/**
	 * Returns the exchange of a handler that writes.
	 * @param handler the handler
	 * @param request the request
	 * @return the exchange, or {@code null} if the request is no write of this handler
	 */
	@Nullable WriteExchange write(HandlerMethod handler, HttpServletRequest request) {
		return WriteExchange.of(request, this.writes.get(handler));
	}

	/**
	 * Completes a version that needs what the handler returned.
	 * @param exchange the exchange
	 * @param request the request
	 * @param result what the handler returned
	 */
	public void afterCall(ReadExchange exchange, HttpServletRequest request, @Nullable Object result) {
		DeclaredVersion declared = exchange.policy().used();
		if (declared == null || declared.isEarly() || exchange.declared() != null || !exchange.knowsSelection()) {
			return;
		}
		VersionReading reading = exchange.reading();
		if (reading == null && declared.isOfResultAlone()) {
			reading = declared.read(new Object[0]);
		}
		if (reading != null) {
			declare(exchange, request, reading.complete(result), Phase.VALUE);
			if (!declared.isOfResultAlone()) {
				confirmPart(exchange, request, reading, result);
			}
		}
	}

	// A write between this look-up and the handler's own leaves new content under the
	// old tag
	private void confirmPart(ReadExchange exchange, HttpServletRequest request, VersionReading reading,
			@Nullable Object result) {
		ReadExchange.Declared before = exchange.declared();
		if (before != null && RangeSelection.isAskedFor(exchange.request())) {
			// Entities that the handler will load are what the next look-up will see.
			// They are kept where this look-up could keep its own, which are not
			// forgotten yet.
			boolean repeatable = this.earlier.find() == null;
			exchange
				.confirmBy(() -> repeatable && isStillCurrent(before.validators(), exchange, request, reading, result));
		}
	}

	private boolean isStillCurrent(Validators before, ReadExchange exchange, HttpServletRequest request,
			VersionReading reading, @Nullable Object result) {
		try {
			Validators now = validators(exchange, request, this.calls.call(() -> reading.again(result)));
			EntityTag tag = before.entityTag();
			return now != null && ((tag != null) ? tag.equals(now.entityTag()) : before.equals(now));
		}
		catch (Throwable ex) {
			Failures.notFatal(ex);
			return false;
		}
	}

	private void declare(ReadExchange exchange, HttpServletRequest request, VersionReading reading, Phase phase) {
		Validators validators = validators(exchange, request, reading);
		if (validators != null && validators.isPresent()) {
			DeclaredVersion declared = exchange.policy().used();
			exchange.declare(new ReadExchange.Declared(validators,
					(declared != null && declared.isDateOnly()) ? ValidatorKind.LAST_MODIFIED : ValidatorKind.VERSION,
					phase, (phase != Phase.EARLY) ? ranFirst(exchange, request, reading, validators) : null));
		}
	}

	private @Nullable Validators validators(ReadExchange exchange, HttpServletRequest request, VersionReading reading) {
		ValueVersion version = reading.version();
		if (version != null) {
			return this.tags.ofDeclared(exchange, request, version, false);
		}
		Validators verbatim = reading.verbatim();
		return (verbatim != null) ? this.tags.ofVerbatim(exchange, verbatim) : null;
	}

	private Function<HttpServletResponse, Validators> ranFirst(ReadExchange exchange, HttpServletRequest request,
			VersionReading reading, Validators otherwise) {
		RepeatedFields before = RepeatedFields.of(exchange.response());
		return (response) -> {
			ValueVersion version = reading.version();
			boolean added = !RepeatedFields.of(response).equals(before);
			if (added || response.getStatus() == HttpServletResponse.SC_OK) {
				this.added.note(exchange.policy(), added, version == null);
			}
			return (added && version != null) ? this.tags.ofDeclared(exchange, request, version, true) : otherwise;
		};
	}

}
