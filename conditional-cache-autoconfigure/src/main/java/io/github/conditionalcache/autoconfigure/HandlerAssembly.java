package io.github.conditionalcache.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.conditionalcache.Deployment;
import io.github.conditionalcache.ValidatorSource;
import io.github.conditionalcache.answer.Explanations;
import io.github.conditionalcache.autoconfigure.libraries.OptionalLibraries;
import io.github.conditionalcache.exchange.read.ReadGate;
import io.github.conditionalcache.exchange.read.ReturnDecisions;
import io.github.conditionalcache.exchange.write.ReaderAccess;
import io.github.conditionalcache.exchange.write.RefusalTags;
import io.github.conditionalcache.exchange.write.WriteDecider;
import io.github.conditionalcache.exchange.write.WriteGate;
import io.github.conditionalcache.exchange.write.WriteVersions;
import io.github.conditionalcache.exchange.write.WrittenTag;
import io.github.conditionalcache.handler.DeclarationReader;
import io.github.conditionalcache.handler.ReadPolicies;
import io.github.conditionalcache.handler.ReadPolicyResolver;
import io.github.conditionalcache.handler.StoringPolicies;
import io.github.conditionalcache.handler.write.WritePolicies;
import io.github.conditionalcache.placement.Placements;
import io.github.conditionalcache.registry.HandlerCatalog;
import io.github.conditionalcache.registry.HandlerRegistry;
import io.github.conditionalcache.security.MethodAuthorization;
import io.github.conditionalcache.selector.handler.Selectors;
import io.github.conditionalcache.webmvc.ConditionalCacheInterceptor;
import io.github.conditionalcache.webmvc.ReadExchanges;
import io.github.conditionalcache.webmvc.ValidatorResponseBodyAdvice;
import io.github.conditionalcache.webmvc.ViewDecisions;
import io.github.conditionalcache.webmvc.WriteArgumentResolver;
import io.github.conditionalcache.webmvc.gate.GatedHandlers;
import io.github.conditionalcache.webmvc.gate.ProxyGates;
import io.github.conditionalcache.webmvc.gate.WriteExchanges;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * Puts together the classes that know handlers and stand around their calls. It takes the
 * bean factory and not the context, as only the former shows definitions of beans:
 * without them neither a slice nor the class behind a proxy is found.
 */
final class HandlerAssembly {

	private final AnswerAssembly answers;

	private final Settings settings;

	private final OptionalLibraries libraries;

	private final ListableBeanFactory beans;

	private final Predicate<HttpServletRequest> paths;

	private final DeclarationReader declarations;

	private final ReadPolicies reads;

	private final WritePolicies writes;

	private final WriteDecider writeDecider;

	private final WrittenTag written;

	private final MethodAuthorization authorization;

	private final HandlerRegistry registry;

	private final WriteExchanges exchanges;

	private final Explanations explanations;

	private final GatedHandlers gate;

	HandlerAssembly(AnswerAssembly answers, Settings settings, OptionalLibraries libraries, ListableBeanFactory beans) {
		this.answers = answers;
		this.settings = settings;
		this.libraries = libraries;
		this.beans = beans;
		this.paths = settings.paths();
		Deployment deployed = beans.getBeanProvider(Deployment.class).getIfAvailable();
		this.declarations = new DeclarationReader(beans, beans.getBeanProvider(ValidatorSource.class));
		this.reads = reads(selectors(deployed));
		this.writes = new WritePolicies(this.reads, this.declarations, settings.properties().preconditions().required(),
				this.paths);
		WriteVersions versions = new WriteVersions(answers.validators(), answers.calls(), libraries.freshReads());
		this.writeDecider = new WriteDecider(answers.evaluator(), versions, refusalTags(), answers.clock());
		this.written = new WrittenTag(this.writes, versions);
		ReadGate readGate = new ReadGate(answers.versions(), answers.decider(), answers.verification());
		WriteGate writeGate = new WriteGate(this.writeDecider, this.written);
		this.authorization = libraries.methodAuthorization(beans);
		this.registry = registry(new ProxyGates(readGate, writeGate));
		this.explanations = new Explanations(answers.diagnostics());
		this.exchanges = new WriteExchanges(this.registry, answers.otherServlets(), this.paths, answers.outcomes(),
				this.explanations, answers.clock());
		this.gate = new GatedHandlers(this.registry, readGate, this.exchanges, writeGate);
	}

	private Selectors selectors(@Nullable Deployment deployed) {
		return new Selectors(this.settings.selectors((deployed != null) ? deployed.identity() : null),
				this.libraries.principalParts(), this.libraries.tokenCarriers(this.beans), this.beans);
	}

	private ReadPolicies reads(Selectors selectors) {
		ReadPolicyResolver reader = new ReadPolicyResolver(
				new StoringPolicies(this.settings.storing(), this.settings.policies()),
				this.settings.properties().etag().strength(), this.declarations, selectors);
		return new ReadPolicies(reader, this.settings.properties().mode() == ConditionalCacheProperties.Mode.ALL);
	}

	private RefusalTags refusalTags() {
		return switch (this.settings.properties().preconditions().refusalTag()) {
			case AUTO ->
				RefusalTags.whereAuthorized(this.libraries.urlRules(this.beans), new ReaderAccess(this.writes));
			case ALWAYS -> RefusalTags.always();
			case NEVER -> RefusalTags.never();
		};
	}

	private HandlerRegistry registry(ProxyGates proxies) {
		return new HandlerRegistry(this.reads, this.writes, new Placements(this.beans, this.authorization, proxies));
	}

	ValidatorResponseBodyAdvice bodyAdvice() {
		return new ValidatorResponseBodyAdvice(returnDecisions(), this.answers.ranges(), this.written);
	}

	private ReturnDecisions returnDecisions() {
		return new ReturnDecisions(this.answers.decider(), this.answers.ranges()::isBeyondHashing);
	}

	// Other servlets of Spring MVC may find the interceptor, too
	ConditionalCacheInterceptor interceptor() {
		ReadExchanges readExchanges = new ReadExchanges(
				(request) -> !this.answers.otherServlets().serve(request) && this.paths.test(request),
				this.answers.decider(), this.explanations, this.settings.readConditions(this.answers.clock()));
		return new ConditionalCacheInterceptor(this.registry, readExchanges, this.exchanges,
				new ViewDecisions(returnDecisions()));
	}

	WriteArgumentResolver argumentResolver() {
		return new WriteArgumentResolver(() -> this.writeDecider, this.paths);
	}

	GatedHandlers gate() {
		return this.gate;
	}

	DeclarationReader declarations() {
		return this.declarations;
	}

	/**
	 * Finds out all about the mapped handlers.
	 * @param mapped all mapped handlers
	 * @return describes those that are managed
	 */
	HandlerCatalog settle(List<Map<RequestMappingInfo, HandlerMethod>> mapped) {
		this.registry.settle(mapped, HandlerAdapters.of(this.beans)::haveGateFor);
		return new HandlerCatalog(this.registry, this.reads);
	}

	MethodAuthorization authorization() {
		return this.authorization;
	}

	WritePolicies writes() {
		return this.writes;
	}

	HandlerRegistry registry() {
		return this.registry;
	}

}
