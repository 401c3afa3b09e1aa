package io.github.conditionalcache.autoconfigure.jpa;

import java.util.Map;
import java.util.function.Supplier;

import io.github.conditionalcache.change.entity.StatementListener;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.util.ClassUtils;

/**
 * Listens to the statements of each persistence unit, which has to be said before it is
 * made, and to its writes.
 */
final class PersistenceUnitPostProcessor implements BeanPostProcessor {

	private final Supplier<PersistenceUnits> units;

	PersistenceUnitPostProcessor(Supplier<PersistenceUnits> units) {
		this.units = units;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractEntityManagerFactoryBean factory) {
			Map<String, Object> properties = factory.getJpaPropertyMap();
			properties.put(AvailableSettings.STATEMENT_INSPECTOR,
					new StatementListener(inspector(properties.get(AvailableSettings.STATEMENT_INSPECTOR))));
		}
		return bean;
	}

	private static @Nullable StatementInspector inspector(@Nullable Object set) {
		if (set instanceof StatementInspector inspector) {
			return inspector;
		}
		Class<?> type = (set instanceof String name) ? ClassUtils.resolveClassName(name, null) : (Class<?>) set;
		return (type != null) ? (StatementInspector) BeanUtils.instantiateClass(type) : null;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof EntityManagerFactory factory) {
			this.units.get().add(factory);
		}
		return bean;
	}

}
