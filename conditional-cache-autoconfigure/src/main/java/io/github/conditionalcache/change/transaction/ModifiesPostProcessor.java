package io.github.conditionalcache.change.transaction;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.Modifies304;
import io.github.conditionalcache.change.StoreObserver;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * Puts the advice that notes changes around the methods with {@link Modifies304}, right
 * inside the advice of the transaction: tags of the returned value have to be noted
 * before the commit.
 */
public final class ModifiesPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

	private static final long serialVersionUID = 1L;

	private final transient Supplier<ChangeRecorder> recorder;

	private final transient Predicate<Advisor> isTransaction;

	private transient @Nullable ModifyingMethods methods;

	/**
	 * Creates the post-processor.
	 * @param store gives the store when the first method is called
	 * @param transaction the transaction of a thread
	 * @param observer gives the observer of the store; asked likewise
	 * @param isTransaction whether an advisor begins and ends transactions
	 */
	public ModifiesPostProcessor(Supplier<ChangeTagStore> store, CurrentTransaction transaction,
			Supplier<StoreObserver> observer, Predicate<Advisor> isTransaction) {
		this.recorder = SingletonSupplier.of(() -> ChangeRecorders.of(store.get(), transaction, observer.get()));
		this.isTransaction = isTransaction;
		setProxyTargetClass(true);
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		super.setBeanFactory(beanFactory);
		ModifyingMethods found = new ModifyingMethods(beanFactory);
		this.methods = found;
		this.advisor = new DefaultPointcutAdvisor(new ModifyingPointcut(),
				(MethodInterceptor) (call) -> call(found, call));
	}

	private @Nullable Object call(ModifyingMethods found, MethodInvocation call) throws Throwable {
		Object target = call.getThis();
		return found.of(call.getMethod(), (target != null) ? target.getClass() : null).call(call, this.recorder.get());
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		Class<?> target = AopUtils.getTargetClass(bean);
		boolean implemented = ModifyingMethods.areIn(target);
		List<Class<?>> types = Stream.concat(implemented ? Stream.of(target) : Stream.of(), proxied(bean)).toList();
		if (types.isEmpty() || this.methods == null) {
			return bean;
		}
		types.forEach(this.methods::readAll);
		if (bean instanceof Advised advised && !advised.isFrozen() && this.advisor != null) {
			advised.addAdvisor(position(advised.getAdvisors(), implemented), this.advisor);
			return bean;
		}
		return super.postProcessAfterInitialization(bean, beanName);
	}

	private static Stream<Class<?>> proxied(Object bean) {
		return (bean instanceof Advised advised)
				? Arrays.stream(advised.getProxiedInterfaces()).filter(ModifyingMethods::areIn) : Stream.empty();
	}

	// Where only an interface has the annotation, the last advice may be the one that
	// implements it, as in repositories of Spring Data
	private int position(Advisor[] advisors, boolean implemented) {
		for (int i = advisors.length - 1; i >= 0; i--) {
			if (this.isTransaction.test(advisors[i])) {
				return i + 1;
			}
		}
		return implemented ? advisors.length : 0;
	}

	/**
	 * The methods with the annotation.
	 */
	private static final class ModifyingPointcut extends StaticMethodMatcherPointcut {

		@Override
		public boolean matches(Method method, Class<?> targetClass) {
			return ModifyingMethods.isOne(method, targetClass);
		}

	}

}
