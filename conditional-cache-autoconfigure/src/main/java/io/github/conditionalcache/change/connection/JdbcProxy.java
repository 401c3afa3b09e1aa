package io.github.conditionalcache.change.connection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Stands before an object of JDBC. What it does not watch, it hands on.
 */
abstract class JdbcProxy implements InvocationHandler {

	private static final @Nullable Object[] NONE = {};

	private final Object target;

	JdbcProxy(Object target) {
		this.target = target;
	}

	/**
	 * Creates the proxy.
	 * @param <T> type of the object
	 * @param type the interface of JDBC
	 * @param handler watches its methods
	 * @return the proxy
	 */
	static <T> T create(Class<T> type, JdbcProxy handler) {
		return type.cast(Proxy.newProxyInstance(JdbcProxy.class.getClassLoader(), new Class<?>[] { type }, handler));
	}

	// A proxy equals nothing but itself
	@Override
	@SuppressWarnings("ReferenceEquality")
	public final @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws SQLException {
		@Nullable Object[] given = (arguments != null) ? arguments : NONE;
		JdbcCall call = JdbcCall.of(this.target, method, arguments);
		return switch (method.getName()) {
			case "equals" -> proxy == given[0];
			case "hashCode" -> System.identityHashCode(proxy);
			case "toString" -> this.target.toString();
			case "isWrapperFor" -> isInstance(given[0], proxy) || Boolean.TRUE.equals(call.run());
			case "unwrap" -> isInstance(given[0], proxy) ? proxy : call.run();
			default -> call(proxy, method, given, call);
		};
	}

	private static boolean isInstance(@Nullable Object type, Object proxy) {
		return type instanceof Class<?> wanted && wanted.isInstance(proxy);
	}

	/**
	 * Calls a method.
	 * @param proxy the proxy
	 * @param method the method
	 * @param arguments its arguments
	 * @param call calls it on the object
	 * @return the result
	 * @throws SQLException what it has thrown
	 */
	abstract @Nullable Object call(Object proxy, Method method, @Nullable Object[] arguments, JdbcCall call)
			throws SQLException;

}
