package io.github.conditionalcache.autoconfigure.jpa;

import io.github.conditionalcache.autoconfigure.jdbc.ConditionalCacheJdbcChangeTagsAutoConfiguration;
import io.github.conditionalcache.autoconfigure.libraries.OptionalLibraries;
import io.github.conditionalcache.change.entity.read.EntityReads;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionImplementor;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ResourceLoader;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;

/**
 * Auto-configuration of tags that Hibernate touches.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ConditionalCacheJdbcChangeTagsAutoConfiguration.class)
@ConditionalOnClass({ SessionImplementor.class, EntityManagerFactory.class, EntityManagerFactoryInfo.class })
@ConditionalOnProperty(name = "conditional-cache.change-tags.automatic", havingValue = "entities")
public final class ConditionalCacheEntityTagsAutoConfiguration {

	@Bean
	static PersistenceUnitPostProcessor conditionalCachePersistenceUnitPostProcessor(
			ObjectProvider<PersistenceUnits> units) {
		return new PersistenceUnitPostProcessor(units::getObject);
	}

	@Bean
	@ConditionalOnMissingBean
	static PersistenceUnits conditionalCachePersistenceUnits(BeanFactory beans, ResourceLoader resourceLoader) {
		return new PersistenceUnits(beans, new OptionalLibraries(resourceLoader.getClassLoader()));
	}

	@Bean
	@ConditionalOnMissingBean
	EntityReads conditionalCacheEntityReads(ListableBeanFactory beans, PersistenceUnits units) {
		return new EntityReads(() -> {
			BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, EntityManagerFactory.class)
				.values()
				.forEach(units::add);
			return units.all();
		});
	}

}
