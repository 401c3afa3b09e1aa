package io.github.conditionalcache.autoconfigure.jdbc;

import java.util.List;
import java.util.function.Function;

import javax.sql.DataSource;

import io.github.conditionalcache.change.jdbc.UnusableStoreException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;

/**
 * Finds the transaction manager of the data, and the very DataSource that it takes
 * connections from: there may be proxies around it.
 *
 * @param beans the beans of the application
 * @param name name of the DataSource, or {@code null} if none is set
 * @param ofPersistence returns the DataSource of a transaction manager of JPA, or
 * {@code null} for others
 */
public record ChangeTagsDataSource(BeanFactory beans, @Nullable String name,
		Function<PlatformTransactionManager, @Nullable DataSource> ofPersistence) {

	/**
	 * Returns the bean, without need of a transaction manager: that of JPA is made after
	 * the table.
	 * @return the DataSource
	 * @throws UnusableStoreException if there is none, or more than one
	 */
	DataSource bean() {
		if (this.name != null) {
			return this.beans.getBean(this.name, DataSource.class);
		}
		DataSource only = this.beans.getBeanProvider(DataSource.class).getIfUnique();
		if (only == null) {
			throw new UnusableStoreException("There is not one DataSource, or a primary one, to keep change tags in",
					"Name the bean in 'conditional-cache.change-tags.jdbc.data-source'.", null);
		}
		return only;
	}

	/**
	 * Returns the transaction manager.
	 * @return the only or primary one, or else that of the DataSource
	 * @throws UnusableStoreException if there is none, or more than one
	 */
	PlatformTransactionManager manager() {
		PlatformTransactionManager primary = this.beans.getBeanProvider(PlatformTransactionManager.class).getIfUnique();
		if (primary != null && (this.name == null || isOf(primary, bean()))) {
			return primary;
		}
		DataSource wanted = bean();
		List<PlatformTransactionManager> managers = this.beans.getBeanProvider(PlatformTransactionManager.class)
			.orderedStream()
			.filter((manager) -> isOf(manager, wanted))
			.toList();
		if (managers.size() != 1) {
			throw new UnusableStoreException(
					"Of the transaction managers, %d are of the DataSource that keeps change tags"
						.formatted(managers.size()),
					"Make one of them @Primary, or name another DataSource in 'conditional-cache.change-tags.jdbc.data-source'.",
					null);
		}
		return managers.get(0);
	}

	/**
	 * Returns whether the table is where another DataSource takes connections from.
	 * @param other the other DataSource, or {@code null} if it is not known
	 * @return whether it is the same but for proxies
	 */
	public boolean isSame(@Nullable DataSource other) {
		return other != null && innermost(other).equals(innermost(of(manager())));
	}

	private boolean isOf(PlatformTransactionManager manager, DataSource dataSource) {
		DataSource own = dataSource(manager);
		return own != null && innermost(own).equals(innermost(dataSource));
	}

	/**
	 * Returns what a transaction manager takes connections from.
	 * @param manager the transaction manager
	 * @return its DataSource, or else the bean
	 */
	DataSource of(PlatformTransactionManager manager) {
		DataSource own = dataSource(manager);
		if (own != null) {
			return own;
		}
		DataSource bean = bean();
		DataSource target = (bean instanceof TransactionAwareDataSourceProxy proxy) ? proxy.getTargetDataSource()
				: null;
		return (target != null) ? target : bean;
	}

	/**
	 * Returns what the transaction manager takes connections from.
	 * @return the DataSource
	 * @throws UnusableStoreException if there is none, or more than one
	 */
	public DataSource ofManager() {
		return of(manager());
	}

	private @Nullable DataSource dataSource(PlatformTransactionManager manager) {
		return (manager instanceof ResourceTransactionManager owner
				&& owner.getResourceFactory() instanceof DataSource own) ? own : this.ofPersistence.apply(manager);
	}

	private static DataSource innermost(DataSource dataSource) {
		DataSource target = (dataSource instanceof DelegatingDataSource proxy) ? proxy.getTargetDataSource() : null;
		return (target != null) ? innermost(target) : dataSource;
	}

}
