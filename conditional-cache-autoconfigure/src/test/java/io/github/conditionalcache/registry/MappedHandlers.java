package io.github.conditionalcache.registry;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.ValidatorSource;
import io.github.conditionalcache.handler.DeclarationReader;
import io.github.conditionalcache.handler.ReadPolicies;
import io.github.conditionalcache.handler.ReadPolicyResolver;
import io.github.conditionalcache.handler.StoringPolicies;
import io.github.conditionalcache.handler.write.WritePolicies;
import io.github.conditionalcache.placement.GateAdvisors;
import io.github.conditionalcache.placement.Placements;
import io.github.conditionalcache.security.MethodAuthorization;
import io.github.conditionalcache.selector.PrincipalParts;
import io.github.conditionalcache.selector.TokenCarriers;
import io.github.conditionalcache.selector.handler.SelectorSettings;
import io.github.conditionalcache.selector.handler.Selectors;
import io.github.conditionalcache.storing.StoringPolicy;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Handlers that a test maps by itself, and what the library finds out about them.
 */
public final class MappedHandlers {

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	private final Map<RequestMappingInfo, HandlerMethod> mappings = new LinkedHashMap<>();

	/** The paths that the library is responsible for. */
	public Predicate<HttpServletRequest> paths = (request) -> true;

	private final ReadPolicies reads;

	private final WritePolicies writes;

	private final HandlerRegistry registry;

	/**
	 * Begins without any handler.
	 * @param authorization tells which advice authorises
	 * @param all whether handlers without an annotation are managed as well
	 */
	public MappedHandlers(MethodAuthorization authorization, boolean all) {
		DeclarationReader declarations = new DeclarationReader(this.beans,
				this.beans.getBeanProvider(ValidatorSource.class));
		Selectors selectors = new Selectors(new SelectorSettings(false, false, false, null, List.of(), true),
				PrincipalParts.NAME, TokenCarriers.NONE, this.beans);
		this.reads = new ReadPolicies(new ReadPolicyResolver(new StoringPolicies(StoringPolicy.NONE, Map.of()),
				Strength.AUTO, declarations, selectors), all);
		this.writes = new WritePolicies(this.reads, declarations, false, (request) -> this.paths.test(request));
		this.registry = new HandlerRegistry(this.reads, this.writes,
				new Placements(this.beans, authorization, new PassingAdvisors()));
	}

	public MappedHandlers bean(String name, Object bean) {
		this.beans.registerSingleton(name, bean);
		return this;
	}

	/**
	 * Maps a handler.
	 * @param method the request method
	 * @param path the path
	 * @param controller the bean of the handler, or its name
	 * @param name name of its method
	 * @return the same handlers
	 */
	public MappedHandlers map(RequestMethod method, String path, Object controller, String name) {
		RequestMappingInfo.BuilderConfiguration options = new RequestMappingInfo.BuilderConfiguration();
		options.setPatternParser(new PathPatternParser());
		this.mappings.put(RequestMappingInfo.paths(path).methods(method).options(options).build(),
				handler(controller, name));
		return this;
	}

	/**
	 * Finds a handler.
	 * @param controller the bean of the handler, or its name
	 * @param name name of its method
	 * @return the handler as it is mapped
	 */
	public HandlerMethod handler(Object controller, String name) {
		Class<?> type = (controller instanceof String bean) ? this.beans.getBean(bean).getClass()
				: controller.getClass();
		return Arrays.stream(ClassUtils.getUserClass(type).getDeclaredMethods())
			.filter((method) -> method.getName().equals(name))
			.findFirst()
			.map((method) -> (controller instanceof String bean) ? new HandlerMethod(bean, this.beans, method)
					: new HandlerMethod(controller, method))
			.orElseThrow();
	}

	/**
	 * Finds out all about the handlers.
	 * @param adapted whether an adapter with a gate calls a handler
	 * @return the registry
	 */
	public HandlerRegistry settle(Predicate<HandlerMethod> adapted) {
		this.registry.settle(List.of(this.mappings), adapted);
		return this.registry;
	}

	public HandlerRegistry settle() {
		return settle((handler) -> true);
	}

	public HandlerRegistry registry() {
		return this.registry;
	}

	public Map<RequestMappingInfo, HandlerMethod> mappings() {
		return this.mappings;
	}

	public ReadPolicies reads() {
		return this.reads;
	}

	public WritePolicies writes() {
		return this.writes;
	}

	/**
	 * Puts advice that does nothing where the gate belongs.
	 */
	static final class PassingAdvisors implements GateAdvisors {

		@Override
		public Advisor deciding(Method handler) {
			return new DefaultPointcutAdvisor(new Deciding());
		}

		@Override
		public Advisor running(Method handler) {
			return new DefaultPointcutAdvisor(new Running());
		}

	}

	static final class Deciding implements MethodBeforeAdvice {

		@Override
		public void before(Method method, Object[] arguments, @Nullable Object target) {
		}

	}

	static final class Running implements MethodBeforeAdvice {

		@Override
		public void before(Method method, Object[] arguments, @Nullable Object target) {
		}

	}

}
