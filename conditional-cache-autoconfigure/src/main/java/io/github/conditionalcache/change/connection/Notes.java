package io.github.conditionalcache.change.connection;

import java.sql.Connection;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

/**
 * Whether changes can be noted, which is so from the end of the start on, and how.
 * Thread-safe.
 */
final class Notes {

	private volatile @Nullable BiFunction<Object, Connection, ConnectionChanges> begun;

	private volatile boolean missed;

	/**
	 * Begins to note changes.
	 * @param changes gives what notes the changes of a connection, by its source
	 * @return whether something was written before
	 */
	boolean begin(BiFunction<Object, Connection, ConnectionChanges> changes) {
		this.begun = changes;
		return this.missed;
	}

	/**
	 * Returns what notes the changes of a connection.
	 * @param source what the connection comes from
	 * @param connection the connection
	 * @return notes them, or {@code null} while the application starts
	 */
	@Nullable ConnectionChanges changes(Object source, Connection connection) {
		BiFunction<Object, Connection, ConnectionChanges> changes = this.begun;
		return (changes != null) ? changes.apply(source, connection) : null;
	}

	/**
	 * Takes note that something was written while the application starts.
	 */
	void miss() {
		this.missed = true;
	}

}
