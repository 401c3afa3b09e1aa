package io.github.conditionalcache.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.conditionalcache.VariantContributor;
import io.github.conditionalcache.autoconfigure.ConditionalCacheProperties.Preconditions.Comparison;
import io.github.conditionalcache.autoconfigure.facts.CrossOriginRules;
import io.github.conditionalcache.autoconfigure.facts.EtagFilters;
import io.github.conditionalcache.autoconfigure.facts.ManagedPaths;
import io.github.conditionalcache.autoconfigure.facts.MisplacedAnnotations;
import io.github.conditionalcache.autoconfigure.facts.ServerCompression;
import io.github.conditionalcache.autoconfigure.facts.SeveralNodes;
import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.memory.MemoryChangeTagStore;
import io.github.conditionalcache.diagnostics.lint.ApplicationFacts;
import io.github.conditionalcache.diagnostics.lint.Finding;
import io.github.conditionalcache.diagnostics.lint.Findings;
import io.github.conditionalcache.diagnostics.lint.FindingsException;
import io.github.conditionalcache.diagnostics.lint.HandlerFacts;
import io.github.conditionalcache.diagnostics.lint.Lint;
import io.github.conditionalcache.handler.ManagedHandler;
import io.github.conditionalcache.handler.ReturnedTypes;
import io.github.conditionalcache.handler.write.WritePolicies;
import io.github.conditionalcache.version.declared.DeclaredSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Gathers the facts for the checks at startup, and treats the findings as configured.
 */
final class StartupChecks {

	private static final Log logger = LogFactory.getLog(Lint.class);

	private static final String TOMCAT = "org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory";

	private static final String COMPRESSION = "org.springframework.boot.web.server.Compression";

	private final ListableBeanFactory beans;

	private final ApplicationContext context;

	private final ConditionalCacheProperties properties;

	private final HandlerAssembly handlers;

	StartupChecks(ListableBeanFactory beans, ApplicationContext context, Settings settings, HandlerAssembly handlers) {
		this.beans = beans;
		this.context = context;
		this.properties = settings.properties();
		this.handlers = handlers;
	}

	/**
	 * Checks the application, unless nothing is managed or meant to be.
	 * @param handlers the managed handlers
	 * @param open names of those that are answered for before their services authorise,
	 * and have no rule of their own
	 * @throws FindingsException if findings are to stop the start, and there are any
	 */
	void run(List<ManagedHandler> handlers, Set<String> open) {
		ConditionalCacheProperties.Diagnostics settings = this.properties.diagnostics();
		if (settings.lint() == ConditionalCacheProperties.Diagnostics.Lint.OFF) {
			return;
		}
		List<String> misplaced = new MisplacedAnnotations(this.beans).without(handlers);
		if (handlers.isEmpty() && misplaced.isEmpty()) {
			return;
		}
		List<Finding> found = new Lint(settings.suppressFindings()).check(facts(handlers, open, misplaced));
		this.beans.getBean(Findings.class).settle(found);
		if (!found.isEmpty() && settings.lint() == ConditionalCacheProperties.Diagnostics.Lint.FAIL) {
			throw new FindingsException(found);
		}
		found.forEach((finding) -> logger.warn(finding.message() + " " + finding.remedy()));
	}

	private ApplicationFacts facts(List<ManagedHandler> handlers, Set<String> open, List<String> misplaced) {
		ManagedPaths paths = new ManagedPaths(this.properties.includePaths(), this.properties.excludePaths());
		CrossOriginRules crossOrigin = new CrossOriginRules(this.beans);
		List<String> compressed = compressedTypes();
		WritePolicies writes = this.handlers.writes();
		return new ApplicationFacts(handlers.stream()
			.map((handler) -> new HandlerFacts(handler, paths.unreached(handler.patterns()),
					isCompressed(handler, compressed), ReturnedTypes.streamOf(handler.method(), handler.type()),
					crossOrigin.refused(handler), writes.isWritten(handler.name()), writes.overlapping(handler.name()),
					writes.otherwise(handler.name()), open.contains(handler.name())))
			.toList(),
				this.properties.variant().principal()
						|| this.beans.getBeanNamesForType(VariantContributor.class, true, false).length > 0,
				this.properties.preconditions().comparison() == Comparison.WEAK, this.handlers.registry().areAdapted(),
				this.handlers.authorization().isUnderstood(), this.properties.etag().secret() != null,
				handlers.isEmpty() ? List.of() : new EtagFilters(this.beans).before(handlers), misplaced,
				severalNodes(handlers));
	}

	private @Nullable String severalNodes(List<ManagedHandler> handlers) {
		boolean tags = handlers.stream()
			.flatMap((handler) -> handler.sources().stream())
			.anyMatch((source) -> source.kind() == DeclaredSource.Kind.TAGS);
		return (tags
				&& this.beans.getBeanProvider(ChangeTagStore.class).getIfAvailable() instanceof MemoryChangeTagStore)
						? new SeveralNodes(this.beans, this.context.getEnvironment()).sign() : null;
	}

	// Tomcat alone leaves strong tags uncompressed: Jetty marks the tag instead
	private List<String> compressedTypes() {
		ClassLoader classLoader = this.context.getClassLoader();
		boolean tomcat = ClassUtils.isPresent(TOMCAT, classLoader) && this.context
			.getBeanNamesForType(ClassUtils.resolveClassName(TOMCAT, classLoader), true, false).length > 0;
		return (tomcat && ClassUtils.isPresent(COMPRESSION, classLoader))
				? ServerCompression.mimeTypes(this.context.getEnvironment()) : List.of();
	}

	private static boolean isCompressed(ManagedHandler handler, List<String> compressed) {
		RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(handler.method(), RequestMapping.class);
		List<String> produced = (mapping != null) ? List.of(mapping.produces()) : List.of();
		return !compressed.isEmpty() && (produced.isEmpty() || produced.stream()
			.map((type) -> type.toLowerCase(Locale.ROOT))
			.anyMatch((type) -> compressed.stream().anyMatch(type::startsWith)));
	}

}
