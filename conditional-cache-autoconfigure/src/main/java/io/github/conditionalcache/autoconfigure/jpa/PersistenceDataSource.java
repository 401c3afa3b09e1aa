package io.github.conditionalcache.autoconfigure.jpa;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.orm.jpa.EntityManagerFactoryInfo;

/**
 * Finds what a persistence unit takes connections from.
 */
final class PersistenceDataSource {

	private PersistenceDataSource() {
	}

	static @Nullable DataSource of(EntityManagerFactory factory, SessionFactoryImplementor hibernate) {
		if (factory instanceof EntityManagerFactoryInfo info && info.getDataSource() != null) {
			return info.getDataSource();
		}
		Object set = hibernate.getProperties().get(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE);
		return (set instanceof DataSource dataSource) ? dataSource : null;
	}

}
