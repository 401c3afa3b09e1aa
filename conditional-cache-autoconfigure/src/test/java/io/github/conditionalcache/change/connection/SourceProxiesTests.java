package io.github.conditionalcache.change.connection;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.github.conditionalcache.change.connection.WatchedSource.Watched;
import io.github.conditionalcache.change.statement.Statements;
import io.github.conditionalcache.change.statement.TableTags;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.support.AopUtils;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SourceProxies}: each connection is watched once, by whatever wrappers
 * it is taken.
 */
class SourceProxiesTests {

	private final List<DataSource> targets = new ArrayList<>();

	private DataSource watch(DataSource dataSource) {
		return SourceProxies.watch(dataSource, (target) -> {
			this.targets.add(target);
			return new WatchedSource(new Notes(), new Statements(new TableTags(Map.of()), "own"), target);
		});
	}

	private static DataSource routing(DataSource one, @Nullable DataSource other) {
		AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {

			@Override
			protected Object determineCurrentLookupKey() {
				return "one";
			}

		};
		routing.setTargetDataSources(Map.of("one", one));
		if (other != null) {
			routing.setDefaultTargetDataSource(other);
		}
		routing.afterPropertiesSet();
		return routing;
	}

	@Test
	void dataSourceIsWatchedOnce() {
		DataSource pool = new Pool();
		DataSource watched = watch(pool);
		assertThat(watched).isInstanceOf(Watched.class).isInstanceOf(Pool.class);
		assertThat(watch(watched)).isSameAs(watched);
		assertThat(this.targets).containsExactly(pool);
		assertThat(StatementWatch.unwatched(watched)).isSameAs(pool);
		assertThat(StatementWatch.unwatched(pool)).isSameAs(pool);
	}

	@ParameterizedTest
	@ValueSource(classes = { FinalPool.class, PrivatePool.class })
	void dataSourceWhoseClassCannotBeExtendedIsWatchedByItsInterface(Class<? extends DataSource> type) {
		DataSource pool = (type == FinalPool.class) ? new FinalPool() : new PrivatePool();
		assertThat(AopUtils.isJdkDynamicProxy(watch(pool))).isTrue();
		assertThat(SourceProxies.sources(watch(pool))).hasSize(1);
	}

	@Test
	void wrapperOfSpringHandsOutWatchedConnections() throws SQLException {
		DelegatingDataSource wrapper = new LazyConnectionDataSourceProxy(new Pool());
		assertThat(watch(wrapper)).isSameAs(wrapper);
		assertThat(wrapper.getTargetDataSource()).isInstanceOf(Watched.class);
		assertThat(SourceProxies.sources(wrapper)).hasSize(1);
		assertThat(SourceProxies.sources(new DelegatingDataSource())).isEmpty();
	}

	@Test
	void routingNeedsNoProxyIfAllItChoosesAmongAreWatched() {
		DataSource one = watch(new Pool());
		DataSource other = watch(new Pool());
		DataSource routing = routing(one, other);
		assertThat(watch(routing)).isSameAs(routing);
		assertThat(SourceProxies.sources(routing)).hasSize(2);
		assertThat(SourceProxies.sources(routing(one, null))).hasSize(1);
		assertThat(watch(routing(one, null))).isNotInstanceOf(Watched.class);
	}

	@Test
	void routingIsWatchedItselfIfOneIsNot() {
		assertThat(watch(routing(watch(new Pool()), new Pool()))).isInstanceOf(Watched.class);
		assertThat(watch(routing(new Pool(), null))).isInstanceOf(Watched.class);
	}

	@Test
	void wrapperOfAnotherKindIsAskedForWhatItWraps() {
		DataSource one = watch(new Pool());
		DataSource other = watch(new Pool());
		assertThat(SourceProxies.sources(new Wrapper(one))).hasSize(1);
		assertThat(SourceProxies.sources(new Wrapper(routing(one, other)))).hasSize(2);
		assertThat(SourceProxies.sources(new Wrapper(new Pool()))).isEmpty();
		assertThat(watch(new Wrapper(one))).isNotInstanceOf(Watched.class);
	}

	@Test
	void dataSourceThatCannotTellIsWatchedItself() {
		DataSource silent = new Pool() {

			@Override
			public boolean isWrapperFor(Class<?> type) {
				throw new IllegalStateException("closed");
			}

		};
		assertThat(SourceProxies.sources(silent)).isEmpty();
		assertThat(watch(silent)).isInstanceOf(Watched.class);
	}

	@Test
	void watchedDataSourceIsFoundBelowItsWrappers() throws SQLException {
		DataSource watched = watch(new Pool());
		assertThat(watched.isWrapperFor(Watched.class)).isTrue();
		assertThat(watched.unwrap(Watched.class)).isSameAs(watched);
		assertThat(watched.isWrapperFor(List.class)).isFalse();
		assertThat(watched.unwrap(Pool.class)).isSameAs(watched);
	}

	// Spring Boot reads the fields of a pool for its meters
	@Test
	void proxyHasTheFieldsOfThePoolOnceItIsInUse() throws SQLException {
		Pool watched = (Pool) watch(new Pool());
		assertThat(watched.state).isNull();
		assertThat(watched.getConnection()).isNotSameAs(Pool.CONNECTION);
		assertThat(watched.state).isEqualTo("in use");
		assertThat(watched.getLoginTimeout()).isEqualTo(7);
		assertThat(watched.getConnection().isWrapperFor(List.class)).isFalse();
	}

	@Test
	void connectionsOfABuilderAreRefused() {
		DataSource watched = watch(new Pool());
		assertThatExceptionOfType(SQLFeatureNotSupportedException.class).isThrownBy(watched::createConnectionBuilder);
	}

	static class Pool extends AbstractDataSource {

		private static final Connection CONNECTION = (Connection) Proxy.newProxyInstance(Pool.class.getClassLoader(),
				new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> (method.getReturnType() == boolean.class) ? false : null);

		@Nullable String state;

		@Override
		public Connection getConnection() {
			this.state = "in use";
			return CONNECTION;
		}

		@Override
		public Connection getConnection(String username, String password) {
			return getConnection();
		}

		@Override
		public int getLoginTimeout() {
			return 7;
		}

	}

	static final class FinalPool extends Pool {

	}

	private static class PrivatePool extends Pool {

	}

	/**
	 * As those of drivers and tracing libraries, which are no
	 * {@code DelegatingDataSource}.
	 */
	private static final class Wrapper extends Pool {

		private final DataSource wrapped;

		Wrapper(DataSource wrapped) {
			this.wrapped = wrapped;
		}

		@Override
		public boolean isWrapperFor(Class<?> type) throws SQLException {
			return type.isInstance(this.wrapped) || this.wrapped.isWrapperFor(type);
		}

		@Override
		public <T> T unwrap(Class<T> type) throws SQLException {
			return type.isInstance(this.wrapped) ? type.cast(this.wrapped) : this.wrapped.unwrap(type);
		}

	}

}
