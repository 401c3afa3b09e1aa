package io.github.conditionalcache.autoconfigure.libraries;

import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import io.github.conditionalcache.answer.ResponseCompression;
import io.github.conditionalcache.autoconfigure.facts.CsrfTokenCarriers;
import io.github.conditionalcache.autoconfigure.facts.DispatcherPath;
import io.github.conditionalcache.autoconfigure.facts.SecurityFilterRules;
import io.github.conditionalcache.autoconfigure.facts.ServerCompression;
import io.github.conditionalcache.change.transaction.CurrentTransaction;
import io.github.conditionalcache.change.transaction.SpringTransaction;
import io.github.conditionalcache.placement.EarlierReads;
import io.github.conditionalcache.placement.FreshReads;
import io.github.conditionalcache.security.AuthorityParts;
import io.github.conditionalcache.security.MethodAuthorization;
import io.github.conditionalcache.security.UrlRules;
import io.github.conditionalcache.selector.PrincipalParts;
import io.github.conditionalcache.selector.TokenCarriers;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.util.ClassUtils;

/**
 * Chooses between classes that need a library and their stand-ins, by whether the library
 * is on the class path.
 *
 * @param classLoader class loader of the application
 */
public record OptionalLibraries(@Nullable ClassLoader classLoader) {

	public MethodAuthorization methodAuthorization(ListableBeanFactory beans) {
		return isPresent("org.springframework.security.authorization.method.AuthorizationAdvisor")
				? MethodSecurity.advice(beans) : MethodAuthorization.NONE;
	}

	/**
	 * Returns the function that hands the security context on to another thread.
	 * @return the same code with the context of the thread that asks for it
	 */
	public UnaryOperator<Callable<?>> securityContext() {
		return isPresent("org.springframework.security.concurrent.DelegatingSecurityContextCallable")
				? MethodSecurity::withSecurityContext : UnaryOperator.identity();
	}

	public PrincipalParts principalParts() {
		return isPresent("org.springframework.security.core.Authentication") ? new AuthorityParts()
				: PrincipalParts.NAME;
	}

	public TokenCarriers tokenCarriers(ListableBeanFactory beans) {
		return isPresent("org.springframework.security.web.csrf.CsrfFilter") ? CsrfTokenCarriers.of(beans)
				: TokenCarriers.NONE;
	}

	public UrlRules urlRules(BeanFactory beans) {
		return isPresent("org.springframework.security.web.access.intercept.AuthorizationFilter")
				? SecurityFilterRules.of(beans) : UrlRules.NONE;
	}

	public FreshReads freshReads() {
		return hasTransactions() ? new FreshTransactionalReads(hasPersistenceContexts()) : FreshReads.ALWAYS;
	}

	public EarlierReads earlierReads() {
		if (!hasTransactions()) {
			return EarlierReads.NONE;
		}
		return hasPersistenceContexts()
				? new TransactionalReads(PersistenceContexts.holdingEntities(isPresent("org.hibernate.Session")),
						PersistenceContexts::clear)
				: new TransactionalReads((resource) -> false, (resource) -> {
				});
	}

	public CurrentTransaction currentTransaction() {
		return hasTransactions() ? new SpringTransaction() : CurrentTransaction.NONE;
	}

	/**
	 * Returns a test for the advice that begins and ends transactions.
	 * @return the test
	 */
	public Predicate<Advisor> transactionAdvice() {
		return hasTransactions() ? (advisor) -> advisor.getAdvice() instanceof TransactionInterceptor
				: (advisor) -> false;
	}

	/**
	 * Returns the function that finds the DataSource of a transaction manager of JPA.
	 * @return gives {@code null} for other transaction managers
	 */
	public Function<PlatformTransactionManager, @Nullable DataSource> persistenceDataSource() {
		return hasPersistenceContexts() ? PersistenceConnections::dataSource : (manager) -> null;
	}

	/**
	 * Returns a test for whether JPA keeps a connection for the current thread.
	 * @return the test
	 */
	public BooleanSupplier persistenceConnection() {
		return hasHibernate() ? PersistenceConnections::isHeld : () -> false;
	}

	private boolean hasTransactions() {
		return isPresent("org.springframework.transaction.support.TransactionSynchronizationManager");
	}

	private boolean hasPersistenceContexts() {
		return isPresent("org.springframework.orm.jpa.EntityManagerHolder")
				&& isPresent("jakarta.persistence.EntityManager");
	}

	public ResponseCompression compression(Environment environment) {
		return isPresent("org.springframework.boot.web.server.Compression") ? ServerCompression.from(environment)
				: ResponseCompression.NONE;
	}

	/**
	 * Returns the path of Spring MVC's servlet within the application.
	 * @param beans the beans of the application
	 * @return the path, empty for the whole application
	 */
	public String dispatcherPath(BeanFactory beans) {
		return isPresent("org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath")
				? DispatcherPath.prefix(beans) : "";
	}

	/**
	 * Returns whether JPA by Hibernate may be used.
	 * @return {@code true} if Hibernate and Spring's support for it are there
	 */
	public boolean hasHibernate() {
		return hasPersistenceContexts() && isPresent("org.hibernate.engine.spi.SessionImplementor");
	}

	/**
	 * Returns whether Spring's support for JDBC may be used.
	 * @return {@code true} if it is there
	 */
	public boolean hasJdbc() {
		return isPresent("org.springframework.jdbc.datasource.DelegatingDataSource");
	}

	public boolean hasHash4j() {
		return isPresent("com.dynatrace.hash4j.hashing.Hashing");
	}

	private boolean isPresent(String type) {
		return ClassUtils.isPresent(type, this.classLoader);
	}

}
