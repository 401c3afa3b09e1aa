package io.github.conditionalcache.autoconfigure.statement;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

import io.github.conditionalcache.autoconfigure.jdbc.ChangeTagsDataSource;
import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.connection.StatementWatch;
import io.github.conditionalcache.change.jdbc.UnusableStoreException;
import io.github.conditionalcache.change.statement.Statements;
import io.github.conditionalcache.change.statement.TableTags;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Auto-configuration of change tags that follow the statements of the application.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnClass(DelegatingDataSource.class)
@ConditionalOnProperty(name = "conditional-cache.change-tags.automatic", havingValue = "statements")
@EnableConfigurationProperties(StatementsProperties.class)
public final class ConditionalCacheStatementsAutoConfiguration {

	@Bean
	TableTags conditionalCacheTableTags(StatementsProperties properties) {
		Map<String, Collection<String>> touches = new HashMap<>();
		for (StatementsProperties.Touches touching : properties.touches()) {
			if (touching.table() == null || touching.tags().isEmpty()) {
				throw new UnusableStoreException(
						"'conditional-cache.change-tags.statements.touches' has an entry without a table or tags",
						"Set 'table' to the name of a table, and 'tags' to what changes with it, such as 'table:order_line'.",
						null);
			}
			touches.computeIfAbsent(touching.table(), (table) -> new HashSet<>()).addAll(touching.tags());
		}
		return new TableTags(touches);
	}

	@Bean
	StatementWatch conditionalCacheStatementWatch(TableTags tags, Environment environment) {
		return new StatementWatch(new Statements(tags,
				environment.getProperty("conditional-cache.change-tags.jdbc.table-name", "conditional_cache_change")));
	}

	@Bean
	static WatchPostProcessor conditionalCacheWatchPostProcessor(ObjectProvider<StatementWatch> watch) {
		return new WatchPostProcessor(watch::getObject);
	}

	@Bean
	StatementsStart conditionalCacheStatementsStart(StatementWatch watch, ObjectProvider<ChangeTagStore> store,
			ObjectProvider<ChangeTagsDataSource> dataSource, ObjectProvider<StoreObserver> observer) {
		return new StatementsStart(watch, store::getObject, () -> dataSource.getObject().ofManager(),
				() -> observer.getIfAvailable(() -> StoreObserver.NONE));
	}

	@Bean
	TableTagRule conditionalCacheTableTagRule(TableTags tags, ListableBeanFactory beans,
			ObjectProvider<ChangeTagsDataSource> dataSource) {
		WatchedDataSources dataSources = new WatchedDataSources(beans, dataSource);
		return new TableTagRule(tags, dataSources::noted, dataSources::others);
	}

}
