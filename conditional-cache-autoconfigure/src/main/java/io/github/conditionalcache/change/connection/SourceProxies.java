package io.github.conditionalcache.change.connection;

import java.lang.reflect.Modifier;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

import javax.sql.DataSource;

import io.github.conditionalcache.change.connection.WatchedSource.Watched;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * Puts proxies before DataSources, as far inside as can be seen: what Spring's own
 * wrappers hand out is then watched however they are used.
 */
final class SourceProxies {

	private SourceProxies() {
	}

	static DataSource watch(DataSource dataSource, Function<DataSource, WatchedSource> watching) {
		DataSource inner = (dataSource instanceof DelegatingDataSource wrapper) ? wrapper.getTargetDataSource() : null;
		if (inner != null) {
			((DelegatingDataSource) dataSource).setTargetDataSource(watch(inner, watching));
			return dataSource;
		}
		return isWatched(dataSource) ? dataSource : proxy(dataSource, watching.apply(dataSource));
	}

	// It keeps its class, by which it may be injected
	private static DataSource proxy(DataSource target, WatchedSource watch) {
		ProxyFactory factory = new ProxyFactory(target);
		factory.addInterface(Watched.class);
		factory.setProxyTargetClass(!Modifier.isFinal(target.getClass().getModifiers())
				&& !Modifier.isPrivate(target.getClass().getModifiers()));
		factory.addAdvice(watch);
		return (DataSource) factory.getProxy();
	}

	private static boolean isWatched(DataSource dataSource) {
		return !sources(dataSource).isEmpty() && (!(dataSource instanceof AbstractRoutingDataSource routing)
				|| targets(routing).stream().allMatch((target) -> !sources(target).isEmpty()));
	}

	/**
	 * Finds what watches the connections of a DataSource.
	 * @param dataSource the DataSource
	 * @return none if they are not watched, several if it chooses among others
	 */
	static Set<WatchedSource> sources(@Nullable DataSource dataSource) {
		Set<WatchedSource> found = new HashSet<>();
		if (dataSource instanceof Watched watched) {
			found.add(watched.source());
		}
		else if (dataSource instanceof AbstractRoutingDataSource routing) {
			addAll(targets(routing), found);
		}
		else if (dataSource instanceof DelegatingDataSource wrapper) {
			found.addAll(sources(wrapper.getTargetDataSource()));
		}
		else if (dataSource != null) {
			addWrapped(dataSource, found);
		}
		return found;
	}

	// The default may be none of the others
	private static Collection<DataSource> targets(AbstractRoutingDataSource routing) {
		Set<DataSource> targets = new HashSet<>(routing.getResolvedDataSources().values());
		DataSource other = routing.getResolvedDefaultDataSource();
		if (other != null) {
			targets.add(other);
		}
		return targets;
	}

	private static void addAll(Collection<DataSource> dataSources, Set<WatchedSource> found) {
		dataSources.forEach((dataSource) -> found.addAll(sources(dataSource)));
	}

	private static void addWrapped(DataSource dataSource, Set<WatchedSource> found) {
		try {
			if (dataSource.isWrapperFor(Watched.class)) {
				found.add(dataSource.unwrap(Watched.class).source());
			}
			// Answers for the target that is chosen now, and not for the others
			if (dataSource.isWrapperFor(AbstractRoutingDataSource.class)) {
				addAll(targets(dataSource.unwrap(AbstractRoutingDataSource.class)), found);
			}
		}
		catch (SQLException | RuntimeException ex) {
			// A DataSource that can't tell is watched itself
			found.clear();
		}
	}

}
