package io.github.conditionalcache.autoconfigure.jdbc;

import io.github.conditionalcache.autoconfigure.libraries.OptionalLibraries;
import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.connection.StatementWatch;
import io.github.conditionalcache.change.jdbc.JdbcChangeTagStore;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.autoconfigure.init.OnDatabaseInitializationCondition;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Auto-configuration of change tags in a table of the application's database.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnClass({ DataSourceUtils.class, DataSourceScriptDatabaseInitializer.class })
@ConditionalOnProperty(name = "conditional-cache.change-tags.store", havingValue = "jdbc")
@ConditionalOnMissingBean(ChangeTagStore.class)
@EnableConfigurationProperties(JdbcChangeTagsProperties.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
public final class ConditionalCacheJdbcChangeTagsAutoConfiguration {

	@Bean
	ChangeTagsDataSource conditionalCacheChangeTagsDataSource(BeanFactory beans, JdbcChangeTagsProperties properties,
			ResourceLoader resourceLoader) {
		return new ChangeTagsDataSource(beans, properties.getDataSource(),
				libraries(resourceLoader).persistenceDataSource());
	}

	@Bean
	@Conditional(OnSchema.class)
	ChangeTagsSchemaInitializer conditionalCacheChangeTagsSchemaInitializer(ChangeTagsDataSource dataSource,
			JdbcChangeTagsProperties properties) {
		return new ChangeTagsSchemaInitializer(StatementWatch.unwatched(dataSource.bean()), properties);
	}

	@Bean
	@DependsOnDatabaseInitialization
	JdbcChangeTagStore conditionalCacheJdbcChangeTagStore(ChangeTagsDataSource dataSource,
			JdbcChangeTagsProperties properties, ResourceLoader resourceLoader) {
		PlatformTransactionManager manager = dataSource.manager();
		JdbcChangeTagStore store = new JdbcChangeTagStore(dataSource.of(manager), manager, properties.getTableName(),
				libraries(resourceLoader).persistenceConnection());
		store.check();
		return store;
	}

	private static OptionalLibraries libraries(ResourceLoader resourceLoader) {
		return new OptionalLibraries(resourceLoader.getClassLoader());
	}

	/**
	 * Matches unless the table is never created.
	 */
	static final class OnSchema extends OnDatabaseInitializationCondition {

		OnSchema() {
			super("Change tags", "conditional-cache.change-tags.jdbc.initialize-schema");
		}

	}

}
