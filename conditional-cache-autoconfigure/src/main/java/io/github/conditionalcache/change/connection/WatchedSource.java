package io.github.conditionalcache.change.connection;

import java.sql.Connection;
import java.sql.SQLFeatureNotSupportedException;

import javax.sql.DataSource;

import io.github.conditionalcache.change.statement.Statements;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.util.ReflectionUtils;

/**
 * Watches the connections of a DataSource. Thread-safe.
 */
public final class WatchedSource implements MethodInterceptor {

	private final Notes notes;

	private final Statements statements;

	private final DataSource target;

	private volatile boolean copied;

	WatchedSource(Notes notes, Statements statements, DataSource target) {
		this.notes = notes;
		this.statements = statements;
		this.target = target;
	}

	/**
	 * Returns the DataSource without its proxy.
	 * @return the DataSource
	 */
	DataSource target() {
		return this.target;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation call) throws Throwable {
		boolean ofWatch = call.getArguments().length > 0 && call.getArguments()[0] == Watched.class;
		return switch (call.getMethod().getName()) {
			case "source" -> this;
			case "isWrapperFor" -> ofWatch ? true : call.proceed();
			case "unwrap" -> ofWatch ? ((ProxyMethodInvocation) call).getProxy() : call.proceed();
			case "createConnectionBuilder" ->
				throw new SQLFeatureNotSupportedException("Change tags can't follow connections of a builder");
			default -> watched(call);
		};
	}

	private @Nullable Object watched(MethodInvocation call) throws Throwable {
		Object result = call.proceed();
		if (!(result instanceof Connection connection)) {
			return result;
		}
		if (!this.copied) {
			copyFields(((ProxyMethodInvocation) call).getProxy());
			this.copied = true;
		}
		return WatchedConnection.of(connection, new ConnectionTransaction(connection, this.notes, this),
				this.statements);
	}

	// Spring Boot looks into HikariCP's fields for its meters. The pool is there now
	private void copyFields(Object proxy) {
		if (this.target.getClass().isInstance(proxy)) {
			ReflectionUtils.shallowCopyFieldState(this.target, proxy);
		}
	}

	/**
	 * Implemented by the proxy of a DataSource that is watched.
	 */
	public interface Watched {

		/**
		 * Returns what watches it.
		 * @return the source
		 */
		WatchedSource source();

	}

}
