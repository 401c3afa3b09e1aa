package io.github.conditionalcache.exchange.read;

import java.util.ArrayList;
import java.util.List;

import io.github.conditionalcache.ConditionalRequestListener;
import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalVerification;
import io.github.conditionalcache.answer.AnswerFields;
import io.github.conditionalcache.answer.DiagnosticSettings;
import io.github.conditionalcache.answer.ResponseCompression;
import io.github.conditionalcache.exchange.ContentObserver;
import io.github.conditionalcache.exchange.OutcomePublisher;
import io.github.conditionalcache.exchange.ValidationCalls;
import io.github.conditionalcache.placement.EarlierReads;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import io.github.conditionalcache.representation.ContentTags;
import io.github.conditionalcache.representation.RepresentationValidators;
import io.github.conditionalcache.representation.SendableDates;
import io.github.conditionalcache.tag.DigestAlgorithm;
import io.github.conditionalcache.tag.EntityTags;
import io.github.conditionalcache.version.marked.FileVersions;
import io.github.conditionalcache.version.marked.MarkedVersions;
import org.jspecify.annotations.Nullable;

/**
 * Those who decide about a read, put together as in an application, with what a test sees
 * of them and what it may set.
 */
final class ReadParts implements EarlierReads, ConditionalRequestListener, ContentObserver {

	/** What the thread has read before the version, if anything. */
	@Nullable Keeper earlier;

	int forgotten;

	final List<ConditionalRequestOutcome> outcomes = new ArrayList<>();

	final List<ConditionalVerification.Result> verified = new ArrayList<>();

	final List<String> observed = new ArrayList<>();

	final DiagnosticSettings settings = new DiagnosticSettings(false, false, 0);

	final OutcomePublisher publisher = new OutcomePublisher(() -> List.of(this), List::of);

	final ReadWarnings warnings = new ReadWarnings(GetHandler.CLOCK);

	private final EntityTags tags = new EntityTags(DigestAlgorithm.sha256(null));

	final RepresentationValidators validators = new RepresentationValidators(new MarkedVersions(), new FileVersions(),
			this.tags, new SendableDates(GetHandler.CLOCK, null));

	final ReadVersions versions = new ReadVersions(this.validators, ValidationCalls.DIRECT, this, this.warnings);

	final Verification verification = new Verification(this.settings, new ContentTags(this.tags), this.publisher,
			GetHandler.CLOCK);

	final ContentValidators content = new ContentValidators(new ContentTags(this.tags), this.verification, this);

	final ReadDecider decider = new ReadDecider(new ReadRules(new PreconditionEvaluator()), this.versions,
			this.validators, this.content, new AnswerFields(ResponseCompression.NONE, false, GetHandler.CLOCK),
			this.warnings, GetHandler.CLOCK);

	final ReadGate gate = new ReadGate(this.versions, this.decider, this.verification);

	@Override
	public @Nullable Keeper find() {
		return this.earlier;
	}

	@Override
	public void forget() {
		this.forgotten++;
	}

	@Override
	public void onOutcome(ConditionalRequestOutcome outcome) {
		this.outcomes.add(outcome);
	}

	@Override
	public void onVerification(ConditionalVerification verification) {
		this.verified.add(verification.result());
	}

	@Override
	public void observe(String handler, String request, @Nullable String contentType, byte[] content) {
		this.observed.add(handler + "|" + request.replace('\n', '|') + "|" + contentType + "|" + content.length);
	}

}
