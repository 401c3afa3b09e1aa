package io.github.conditionalcache.autoconfigure;

import java.time.Clock;
import java.time.Duration;

import io.github.conditionalcache.ConditionalRequestListener;
import io.github.conditionalcache.Deployment;
import io.github.conditionalcache.answer.AnswerFields;
import io.github.conditionalcache.answer.DiagnosticSettings;
import io.github.conditionalcache.autoconfigure.libraries.OptionalLibraries;
import io.github.conditionalcache.exchange.ContentObserver;
import io.github.conditionalcache.exchange.OutcomeObserver;
import io.github.conditionalcache.exchange.OutcomePublisher;
import io.github.conditionalcache.exchange.TimedValidationCalls;
import io.github.conditionalcache.exchange.ValidationCalls;
import io.github.conditionalcache.exchange.read.ContentValidators;
import io.github.conditionalcache.exchange.read.ReadDecider;
import io.github.conditionalcache.exchange.read.ReadReports;
import io.github.conditionalcache.exchange.read.ReadRules;
import io.github.conditionalcache.exchange.read.ReadVersions;
import io.github.conditionalcache.exchange.read.ReadWarnings;
import io.github.conditionalcache.exchange.read.Verification;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import io.github.conditionalcache.range.RangeSelection;
import io.github.conditionalcache.representation.ContentTags;
import io.github.conditionalcache.representation.RepresentationValidators;
import io.github.conditionalcache.representation.SendableDates;
import io.github.conditionalcache.servlet.ConditionalCacheFilter;
import io.github.conditionalcache.servlet.OtherServlets;
import io.github.conditionalcache.tag.EntityTags;
import io.github.conditionalcache.version.marked.FileVersions;
import io.github.conditionalcache.version.marked.MarkedVersions;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationContext;
import org.springframework.util.function.SingletonSupplier;

/**
 * Puts together the classes that decide and write answers. Apart from
 * {@link HandlerAssembly}, because filters are created with the web server, before most
 * beans of the application.
 */
final class AnswerAssembly implements DisposableBean {

	private final Clock clock = Clock.systemUTC();

	private final ApplicationContext context;

	private final OutcomePublisher outcomes;

	private final ValidationCalls calls;

	private final RepresentationValidators validators;

	private final ReadVersions versions;

	private final Verification verification;

	private final ReadDecider decider;

	private final RangeSelection ranges;

	private final OtherServlets otherServlets;

	AnswerAssembly(Settings settings, OptionalLibraries libraries, ApplicationContext context) {
		this.context = context;
		EntityTags tags = new EntityTags(settings.digestAlgorithm(libraries.hasHash4j()));
		ReadWarnings warnings = new ReadWarnings(this.clock);
		this.outcomes = outcomes(context);
		this.calls = calls(settings, libraries);
		this.validators = validators(tags, settings);
		this.versions = versions(libraries, warnings);
		ContentTags ofContent = new ContentTags(tags);
		this.verification = new Verification(context.getBean(DiagnosticSettings.class), ofContent, this.outcomes,
				this.clock);
		AnswerFields fields = new AnswerFields(libraries.compression(context.getEnvironment()),
				settings.properties().expires(), this.clock);
		ReadRules rules = new ReadRules(evaluator());
		this.decider = new ReadDecider(rules, this.versions, this.validators, content(ofContent), fields, warnings,
				this.clock);
		this.ranges = new RangeSelection(rules);
		this.otherServlets = new OtherServlets(context, this.clock);
	}

	private static OutcomePublisher outcomes(ApplicationContext context) {
		return new OutcomePublisher(
				SingletonSupplier
					.of(() -> context.getBeanProvider(ConditionalRequestListener.class).orderedStream().toList()),
				SingletonSupplier.of(() -> context.getBeanProvider(OutcomeObserver.class).orderedStream().toList()));
	}

	private static ValidationCalls calls(Settings settings, OptionalLibraries libraries) {
		Duration timeout = settings.properties().validation().timeout();
		return (timeout != null) ? new TimedValidationCalls(timeout, libraries.securityContext())
				: ValidationCalls.DIRECT;
	}

	private RepresentationValidators validators(EntityTags tags, Settings settings) {
		Deployment deployed = this.context.getBeanProvider(Deployment.class).getIfAvailable();
		return new RepresentationValidators(new MarkedVersions(),
				new FileVersions(settings.properties().files().notBefore()), tags,
				new SendableDates(this.clock, (deployed != null) ? deployed.builtAt() : null));
	}

	private ReadVersions versions(OptionalLibraries libraries, ReadWarnings warnings) {
		return new ReadVersions(this.validators, this.calls, libraries.earlierReads(), warnings);
	}

	private ContentValidators content(ContentTags tags) {
		return new ContentValidators(tags, this.verification,
				this.context.getBeanProvider(ContentObserver.class).getIfAvailable());
	}

	ConditionalCacheFilter filter(int maxBodySize) {
		return new ConditionalCacheFilter(this.decider, this.ranges, maxBodySize, new ReadReports(this.outcomes),
				this.otherServlets);
	}

	Clock clock() {
		return this.clock;
	}

	PreconditionEvaluator evaluator() {
		return this.context.getBean(PreconditionEvaluator.class);
	}

	ValidationCalls calls() {
		return this.calls;
	}

	DiagnosticSettings diagnostics() {
		return this.context.getBean(DiagnosticSettings.class);
	}

	OutcomePublisher outcomes() {
		return this.outcomes;
	}

	RepresentationValidators validators() {
		return this.validators;
	}

	Verification verification() {
		return this.verification;
	}

	ReadDecider decider() {
		return this.decider;
	}

	RangeSelection ranges() {
		return this.ranges;
	}

	OtherServlets otherServlets() {
		return this.otherServlets;
	}

	ReadVersions versions() {
		return this.versions;
	}

	@Override
	public void destroy() throws Exception {
		if (this.calls instanceof DisposableBean disposable) {
			disposable.destroy();
		}
	}

}
