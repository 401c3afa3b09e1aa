package io.github.conditionalcache.change.connection;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Calls a method of JDBC.
 */
@FunctionalInterface
interface JdbcCall {

	/**
	 * Calls it.
	 * @return what it has returned
	 * @throws SQLException what it has thrown
	 */
	@Nullable Object run() throws SQLException;

	/**
	 * Returns the call of a method of an interface of JDBC.
	 * @param target the object
	 * @param method the method
	 * @param arguments its arguments, or {@code null} for none
	 * @return the call
	 */
	static JdbcCall of(Object target, Method method, @Nullable Object @Nullable [] arguments) {
		return () -> {
			try {
				return method.invoke(target, arguments);
			}
			catch (InvocationTargetException ex) {
				throw thrown(ex.getTargetException());
			}
			catch (IllegalAccessException ex) {
				throw new IllegalStateException(ex);
			}
		};
	}

	private static SQLException thrown(Throwable thrown) {
		if (thrown instanceof RuntimeException ex) {
			throw ex;
		}
		if (thrown instanceof Error error) {
			throw error;
		}
		return (thrown instanceof SQLException ex) ? ex : new SQLException(thrown);
	}

}
