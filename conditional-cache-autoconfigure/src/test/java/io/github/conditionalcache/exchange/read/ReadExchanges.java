package io.github.conditionalcache.exchange.read;

import java.time.Clock;
import java.util.Collections;
import java.util.List;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.answer.AnswerFields;
import io.github.conditionalcache.answer.DiagnosticSettings;
import io.github.conditionalcache.answer.Explanations;
import io.github.conditionalcache.answer.ResponseCompression;
import io.github.conditionalcache.exchange.OutcomePublisher;
import io.github.conditionalcache.exchange.ValidationCalls;
import io.github.conditionalcache.handler.AnswerTraits;
import io.github.conditionalcache.handler.HandlerIdentity;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.placement.EarlierReads;
import io.github.conditionalcache.placement.Placement;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import io.github.conditionalcache.precondition.Preconditions;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.registry.ReadHandler;
import io.github.conditionalcache.representation.ContentTags;
import io.github.conditionalcache.representation.RepresentationValidators;
import io.github.conditionalcache.representation.SendableDates;
import io.github.conditionalcache.selector.handler.HandlerSelectors;
import io.github.conditionalcache.storing.StoringPolicy;
import io.github.conditionalcache.tag.DigestAlgorithm;
import io.github.conditionalcache.tag.EntityTags;
import io.github.conditionalcache.version.marked.FileVersions;
import io.github.conditionalcache.version.marked.MarkedVersions;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.util.ReflectionUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * Makes exchanges of an annotated handler of views that declares no version, and whose
 * answers may be stored for a minute.
 */
public final class ReadExchanges {

	/** The Cache-Control of answers with a label. */
	public static final String CACHE_CONTROL = "max-age=60";

	private static final DiagnosticSettings SETTINGS = new DiagnosticSettings(false, false, 0);

	private ReadExchanges() {
	}

	public static ReadExchange of(HttpServletRequest request, StubResponse response) {
		HandlerMethod method = new HandlerMethod(new Object(), ReflectionUtils.findMethod(Object.class, "toString"));
		ReadPolicy policy = new ReadPolicy(
				new HandlerIdentity(Object.class, method.getMethod(), method.getMethod(), "Books.get", "Books#get"),
				true, StoringPolicy.of(CACHE_CONTROL, null, List.of(), false), HandlerSelectors.NONE, Strength.STRONG,
				new AnswerTraits(false, true, false, false), null, null, null);
		Preconditions preconditions = Preconditions.parse(request.getMethod(),
				(name) -> Collections.list(request.getHeaders(name)), Clock.systemUTC());
		return new ReadExchange(
				new ReadHandler(method, policy, new Placement(Placement.Place.HANDLER, null, Placement.Proof.ALL)),
				"/a", preconditions, request, response, new Explanations(SETTINGS));
	}

	public static ReadDecider decider() {
		Clock clock = Clock.systemUTC();
		EntityTags tags = new EntityTags(DigestAlgorithm.sha256(null));
		RepresentationValidators validators = new RepresentationValidators(new MarkedVersions(), new FileVersions(),
				tags, new SendableDates(clock, null));
		ReadWarnings warnings = new ReadWarnings(clock);
		Verification verification = new Verification(SETTINGS, new ContentTags(tags),
				new OutcomePublisher(List::of, List::of), clock);
		return new ReadDecider(new ReadRules(new PreconditionEvaluator()),
				new ReadVersions(validators, ValidationCalls.DIRECT, EarlierReads.NONE, warnings), validators,
				new ContentValidators(new ContentTags(tags), verification, null),
				new AnswerFields(ResponseCompression.NONE, false, clock), warnings, clock);
	}

	/**
	 * Decides by an entity tag of the content.
	 * @param exchange the exchange
	 * @param tag the tag
	 */
	public static void decide(ReadExchange exchange, EntityTag tag) {
		decider().decide(exchange, exchange.response().inner(),
				new KnownValidators(Validators.of(tag, null), ValidatorKind.BODY, Phase.BODY));
	}

}
