package io.github.conditionalcache.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.conditionalcache.handler.ManagedHandlers;
import io.github.conditionalcache.registry.HandlerCatalog;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The steps once all handlers are mapped: they are looked at, reported and checked.
 */
final class Startup implements SmartInitializingSingleton {

	private final HandlerAssembly handlers;

	private final OtherContexts others;

	private final StartupChecks checks;

	private final StartupLog log;

	private final ApplicationContext context;

	Startup(HandlerAssembly handlers, OtherContexts others, StartupChecks checks, StartupLog log,
			ApplicationContext context) {
		this.handlers = handlers;
		this.others = others;
		this.checks = checks;
		this.log = log;
		this.context = context;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.others.checkRefreshed();
		List<Map<RequestMappingInfo, HandlerMethod>> mapped = this.context
			.getBeanProvider(RequestMappingHandlerMapping.class)
			.stream()
			.map(RequestMappingHandlerMapping::getHandlerMethods)
			.toList();
		HandlerCatalog catalog = this.handlers.settle(mapped);
		ManagedHandlers managed = this.context.getBean(ManagedHandlers.class);
		managed.settle(mapped.stream().flatMap((mapping) -> catalog.describe(mapping).stream()).toList());
		this.log.write(managed.all(), reservations(mapped, catalog));
		if (this.handlers.declarations().areOfSlice()) {
			this.handlers.declarations().logLeftOut();
		}
		else {
			this.checks.run(managed.all(), open(mapped, catalog));
		}
	}

	private static Map<String, String> reservations(List<Map<RequestMappingInfo, HandlerMethod>> mapped,
			HandlerCatalog catalog) {
		Map<String, String> reservations = new LinkedHashMap<>();
		mapped.forEach((mapping) -> reservations.putAll(catalog.reservations(mapping)));
		return reservations;
	}

	private static Set<String> open(List<Map<RequestMappingInfo, HandlerMethod>> mapped, HandlerCatalog catalog) {
		return mapped.stream()
			.flatMap((mapping) -> catalog.open(mapping).stream())
			.collect(Collectors.toUnmodifiableSet());
	}

}
