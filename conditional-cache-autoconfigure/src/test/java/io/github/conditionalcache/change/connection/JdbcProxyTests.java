package io.github.conditionalcache.change.connection;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Wrapper;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JdbcProxy}.
 */
class JdbcProxyTests {

	private final Connection target = (Connection) Proxy.newProxyInstance(getClass().getClassLoader(),
			new Class<?>[] { Connection.class }, (proxy, method, arguments) -> switch (method.getName()) {
				case "toString" -> "the driver's";
				case "isWrapperFor" -> arguments[0] == List.class;
				case "unwrap" -> "the driver's " + ((Class<?>) arguments[0]).getSimpleName();
				case "getCatalog" -> throw new SQLException("no catalog");
				case "getSchema" -> throw new IllegalStateException("no schema");
				default -> null;
			});

	private final List<String> called = new ArrayList<>();

	private final Connection watched = JdbcProxy.create(Connection.class, new JdbcProxy(this.target) {

		@Override
		@Nullable Object call(Object proxy, Method method, @Nullable Object[] arguments, JdbcCall call) throws SQLException {
			JdbcProxyTests.this.called.add(method.getName() + " of " + arguments.length);
			return call.run();
		}

	});

	// Pools and Spring keep connections in sets, and compare them
	@Test
	void proxyEqualsNothingButItself() {
		assertThat(this.watched.equals(this.watched)).isTrue();
		assertThat(this.watched.equals(this.target)).isFalse();
		assertThat(this.watched.hashCode()).isEqualTo(System.identityHashCode(this.watched));
		assertThat(this.watched).hasToString("the driver's");
		assertThat(this.called).isEmpty();
	}

	@Test
	void proxyIsFoundByItsInterfaceAndTheDriverBelow() throws SQLException {
		assertThat(this.watched.isWrapperFor(Wrapper.class)).isTrue();
		assertThat(this.watched.isWrapperFor(List.class)).isTrue();
		assertThat(this.watched.isWrapperFor(String.class)).isFalse();
		assertThat(this.watched.unwrap(Connection.class)).isSameAs(this.watched);
		assertThat((Object) ((Wrapper) this.watched).unwrap((Class<?>) CharSequence.class))
			.isEqualTo("the driver's CharSequence");
	}

	@Test
	void callIsWatchedAndFailsAsItDoesBelow() throws SQLException {
		this.watched.setAutoCommit(true);
		assertThatExceptionOfType(SQLException.class).isThrownBy(this.watched::getCatalog).withMessage("no catalog");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(this.watched::getSchema)
			.withMessage("no schema");
		assertThat(this.called).containsExactly("setAutoCommit of 1", "getCatalog of 0", "getSchema of 0");
	}

}
