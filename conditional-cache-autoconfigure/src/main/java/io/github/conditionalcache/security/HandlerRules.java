package io.github.conditionalcache.security;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import java.util.List;

import io.github.conditionalcache.failure.Failures;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The advice that decides who may call a handler, asked without a call. Thread-safe.
 */
public final class HandlerRules {

	/**
	 * For handlers that everybody may call.
	 */
	public static final HandlerRules NONE = new HandlerRules(List.of(), null, null, false);

	/**
	 * For handlers whose rules can't be asked.
	 */
	public static final HandlerRules UNKNOWN = new HandlerRules(List.of(), null, null, true);

	private static final Log logger = LogFactory.getLog(HandlerRules.class);

	private final List<MethodInterceptor> rules;

	private final @Nullable Method method;

	private final @Nullable Object target;

	private final boolean ofArguments;

	private HandlerRules(List<MethodInterceptor> rules, @Nullable Method method, @Nullable Object target,
			boolean ofArguments) {
		this.rules = rules;
		this.method = method;
		this.target = target;
		this.ofArguments = ofArguments;
	}

	/**
	 * Returns the rules that some advice enforces.
	 * @param rules the advice, each of which decides before it proceeds
	 * @param method the handler's method
	 * @param target the handler's object
	 * @param ofArguments whether a rule may look at arguments
	 * @return the rules
	 */
	public static HandlerRules of(List<MethodInterceptor> rules, Method method, Object target, boolean ofArguments) {
		return rules.isEmpty() ? NONE : new HandlerRules(rules, method, target, ofArguments);
	}

	/**
	 * Returns whether the current user may call the handler.
	 * @param arguments the arguments, {@code null} for those that are not known
	 * @param complete whether all are known
	 * @return {@code false} also if that can't be told
	 */
	public boolean admit(@Nullable Object[] arguments, boolean complete) {
		if (this.method == null || this.target == null) {
			return !this.ofArguments;
		}
		if (this.ofArguments && !complete) {
			return false;
		}
		Method called = this.method;
		Object bean = this.target;
		return this.rules.stream().allMatch((rule) -> admits(rule, new Trial(called, bean, arguments)));
	}

	private static boolean admits(MethodInterceptor rule, Trial trial) {
		try {
			rule.invoke(trial);
			return trial.isAdmitted();
		}
		catch (Throwable ex) {
			logger.debug("The current user may not read by " + trial.getMethod(), Failures.notFatal(ex));
			return false;
		}
	}

	/**
	 * A call that ends where the handler would be called.
	 */
	private static final class Trial implements MethodInvocation {

		private final Method method;

		private final Object target;

		private final @Nullable Object[] arguments;

		private boolean admitted;

		Trial(Method method, Object target, @Nullable Object[] arguments) {
			this.method = method;
			this.target = target;
			this.arguments = arguments;
		}

		boolean isAdmitted() {
			return this.admitted;
		}

		@Override
		public @Nullable Object proceed() {
			this.admitted = true;
			return null;
		}

		@Override
		public Method getMethod() {
			return this.method;
		}

		@Override
		public @Nullable Object[] getArguments() {
			return this.arguments;
		}

		@Override
		public Object getThis() {
			return this.target;
		}

		@Override
		public AccessibleObject getStaticPart() {
			return this.method;
		}

	}

}
