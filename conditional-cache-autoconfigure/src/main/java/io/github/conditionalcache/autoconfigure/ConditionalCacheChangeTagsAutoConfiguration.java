package io.github.conditionalcache.autoconfigure;

import java.time.Duration;

import io.github.conditionalcache.actuate.ChangeTagsEndpoint;
import io.github.conditionalcache.autoconfigure.jdbc.ConditionalCacheJdbcChangeTagsAutoConfiguration;
import io.github.conditionalcache.autoconfigure.libraries.OptionalLibraries;
import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.ChangeTags;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.TagsChanged;
import io.github.conditionalcache.change.declared.Settling;
import io.github.conditionalcache.change.declared.TagReader;
import io.github.conditionalcache.change.memory.MemoryChangeTagStore;
import io.github.conditionalcache.change.transaction.ModifiesPostProcessor;
import io.github.conditionalcache.change.transaction.RecordedChangeTags;
import io.github.conditionalcache.change.transaction.SpringTransaction;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ResourceLoader;

/**
 * Auto-configuration of change tags. Applications that only write need it too, so it
 * depends neither on Spring MVC nor on {@code conditional-cache.enabled}. The store is
 * made when the first tag is declared or changed.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ConditionalCacheJdbcChangeTagsAutoConfiguration.class)
@EnableConfigurationProperties(ConditionalCacheProperties.class)
public final class ConditionalCacheChangeTagsAutoConfiguration {

	private static final Log logger = LogFactory.getLog(ConditionalCacheChangeTagsAutoConfiguration.class);

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	ChangeTagStore conditionalCacheChangeTagStore(ConditionalCacheProperties properties) {
		ConditionalCacheProperties.ChangeTags tags = properties.changeTags();
		PropertyRules.checkInMemory(tags.store());
		if (tags.store() == null) {
			logger
				.warn("Change tags are kept in memory, which serves one node: with several nodes, each would answer 304 "
						+ "for data that another one has changed. Set 'conditional-cache.change-tags.store' to 'memory' if there "
						+ "is one node only");
		}
		return new MemoryChangeTagStore(tags.lease());
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	ChangeTags conditionalCacheChangeTags(ChangeTagStore store, ResourceLoader resourceLoader,
			ObjectProvider<StoreObserver> observer) {
		return new RecordedChangeTags(store, libraries(resourceLoader).currentTransaction(),
				observer.getIfAvailable(() -> StoreObserver.NONE));
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	TagReader conditionalCacheTagReader(ChangeTagStore store, ConditionalCacheProperties properties,
			ObjectProvider<StoreObserver> observer) {
		Duration settle = properties.changeTags().settle();
		PropertyRules.checkSettle(settle);
		return new TagReader(store, observer.getIfAvailable(() -> StoreObserver.NONE),
				settle.isZero() ? null : new Settling(settle));
	}

	@Bean
	static ModifiesPostProcessor conditionalCacheModifiesPostProcessor(ObjectProvider<ChangeTagStore> store,
			ObjectProvider<StoreObserver> observer, ResourceLoader resourceLoader) {
		OptionalLibraries libraries = libraries(resourceLoader);
		return new ModifiesPostProcessor(store::getObject, libraries.currentTransaction(),
				() -> observer.getIfAvailable(() -> StoreObserver.NONE), libraries.transactionAdvice());
	}

	@Bean
	SmartInitializingSingleton conditionalCacheAutomaticChangesCheck(ConditionalCacheProperties properties,
			ResourceLoader resourceLoader) {
		OptionalLibraries libraries = libraries(resourceLoader);
		return () -> PropertyRules.checkAutomatic(properties.changeTags().automatic(), libraries.hasHibernate(),
				libraries.hasJdbc());
	}

	// In the thread that publishes it, and so within its transaction
	@Bean
	ApplicationListener<PayloadApplicationEvent<TagsChanged>> conditionalCacheTagsChangedListener(
			ObjectProvider<ChangeTags> tags) {
		return (event) -> tags.getObject().touch(event.getPayload().tags());
	}

	private static OptionalLibraries libraries(ResourceLoader resourceLoader) {
		return new OptionalLibraries(resourceLoader.getClassLoader());
	}

	/**
	 * Notices each commit that is tried. Spring Boot gives it to its transaction
	 * managers.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "org.springframework.transaction.TransactionExecutionListener")
	static final class Transactions {

		@Bean
		SpringTransaction conditionalCacheTransactionExecutionListener() {
			return new SpringTransaction();
		}

	}

	/**
	 * The actuator endpoint, where Spring Boot's actuator is there and it is exposed.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
	@ConditionalOnAvailableEndpoint(ChangeTagsEndpoint.class)
	static final class Actuator {

		@Bean
		@ConditionalOnMissingBean
		ChangeTagsEndpoint conditionalCacheChangeTagsEndpoint(ObjectProvider<ChangeTags> tags) {
			return new ChangeTagsEndpoint(tags::getObject);
		}

	}

}
