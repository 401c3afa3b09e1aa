package io.github.conditionalcache.handler;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.ValidatorSource;
import io.github.conditionalcache.selector.PrincipalParts;
import io.github.conditionalcache.selector.TokenCarriers;
import io.github.conditionalcache.selector.handler.SelectorSettings;
import io.github.conditionalcache.selector.handler.Selectors;
import io.github.conditionalcache.storing.StoringPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Controllers, mapped as Spring MVC maps them but without an application.
 */
public final class MappedControllers {

	private final List<Map<RequestMappingInfo, HandlerMethod>> mappings = new ArrayList<>();

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	private final DeclarationReader declarations = new DeclarationReader(this.beans,
			this.beans.getBeanProvider(ValidatorSource.class));

	public MappedControllers(Object... controllers) {
		for (Object controller : controllers) {
			Arrays.stream(controller.getClass().getDeclaredMethods())
				.sorted(Comparator.comparing(Method::getName))
				.forEach((method) -> add(controller, method));
		}
	}

	// Handlers of the same requests are in mappings of their own
	private void add(Object controller, Method method) {
		RequestMappingInfo info = new Mapping().of(method, controller.getClass());
		if (info == null) {
			return;
		}
		for (Map<RequestMappingInfo, HandlerMethod> mapping : this.mappings) {
			if (mapping.putIfAbsent(info, new HandlerMethod(controller, method)) == null) {
				return;
			}
		}
		Map<RequestMappingInfo, HandlerMethod> next = new LinkedHashMap<>();
		next.put(info, new HandlerMethod(controller, method));
		this.mappings.add(next);
	}

	public MappedControllers withBean(String name, Object bean) {
		this.beans.registerSingleton(name, bean);
		return this;
	}

	public List<Map<RequestMappingInfo, HandlerMethod>> mappings() {
		return this.mappings;
	}

	/**
	 * The handler whose method has a name.
	 * @param method the name
	 * @return the only such handler
	 */
	public HandlerMethod handler(String method) {
		return this.mappings.stream()
			.flatMap((mapping) -> mapping.values().stream())
			.filter((handler) -> handler.getMethod().getName().equals(method))
			.findFirst()
			.orElseThrow();
	}

	public DeclarationReader declarations() {
		return this.declarations;
	}

	/**
	 * The policies of the handlers that read, not yet settled.
	 * @param storing the default
	 * @param named other policies of storing
	 * @param strength the default
	 * @param all whether handlers without annotation are managed, too
	 * @return the policies
	 */
	public ReadPolicies reads(StoringPolicy storing, Map<String, StoringPolicy> named, Strength strength, boolean all) {
		Selectors selectors = new Selectors(new SelectorSettings(false, false, false, null, List.of(), false),
				PrincipalParts.NAME, TokenCarriers.NONE, this.beans);
		return new ReadPolicies(
				new ReadPolicyResolver(new StoringPolicies(storing, named), strength, this.declarations, selectors),
				all);
	}

	/**
	 * The policies of the annotated handlers that read, settled.
	 * @return the policies
	 */
	public ReadPolicies reads() {
		ReadPolicies reads = reads(StoringPolicy.NONE, Map.of(), Strength.AUTO, false);
		reads.settle(mappings());
		return reads;
	}

	private static final class Mapping extends RequestMappingHandlerMapping {

		private @Nullable RequestMappingInfo of(Method method, Class<?> type) {
			return getMappingForMethod(method, type);
		}

	}

}
