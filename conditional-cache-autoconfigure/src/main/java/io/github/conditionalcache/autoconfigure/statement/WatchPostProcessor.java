package io.github.conditionalcache.autoconfigure.statement;

import java.util.function.Supplier;

import javax.sql.DataSource;

import io.github.conditionalcache.change.connection.StatementWatch;

import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Has the DataSources of the application watched.
 */
final class WatchPostProcessor implements BeanPostProcessor {

	private final Supplier<StatementWatch> watch;

	WatchPostProcessor(Supplier<StatementWatch> watch) {
		this.watch = watch;
	}

	// What a scoped proxy stands for is a bean of its own
	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof DataSource dataSource && !(bean instanceof ScopedObject))
				? this.watch.get().watch(dataSource) : bean;
	}

}
